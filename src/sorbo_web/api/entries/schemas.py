"""What the bodies and answers of every published noun have in common."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Self

from msgspec import UNSET, Meta, Struct, UnsetType, to_builtins
from msgspec.structs import asdict

from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.publication.differences import Difference
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.text import Slug
from sorbo_web.api.entries.pictures import as_shown
from sorbo_web.api.wire import Body, Patch, View, given


class EntryDraft(Body, frozen=True, kw_only=True):
    """A new entry. Without a slug of its own it gets one made from the title."""

    slug: Slug | None = None

    @abstractmethod
    def details(self) -> Details:
        """Return what it says, as the core holds it."""

    def said(self) -> dict[str, Any]:
        """Return what it says but for the slug, as plain values by attribute name."""
        return {name: to_builtins(value) for name, value in asdict(self).items() if name != "slug"}


class Bodies(Struct, frozen=True, kw_only=True):
    """What a noun is written by: one by one, in a batch, from a file.

    Attributes:
        draft, patch: what one is created and changed by.
        view: what lists show of one, and exports.
        details: makes of a draft what the core keeps, with what the noun fills in.
    """

    draft: type[EntryDraft]
    patch: type["EntryPatch"]
    view: type[View]
    details: Callable[[Any], Details]


class EntryPatch(Patch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of an entry: absent members stay, null clears."""

    slug: Slug | UnsetType | None = UNSET

    def chosen_slug(self) -> str | None:
        """Return the slug that staff choose, None where they leave it.

        Raises:
            Invalid: it is null, and every entry has a slug.
        """
        if self.slug is None:
            raise Invalid(Violation("/slug", "required"))
        return None if self.slug is UNSET else self.slug

    def fields(self) -> dict[str, Any]:
        """Return the fields of the details to change, as the core holds them."""
        return {name: value for name, value in given(self).items() if name != "slug"}


class EntryView(View, frozen=True, kw_only=True):
    """What is shown of every entry; nouns add what they say, under the names that their details have."""

    id: str
    slug: str
    status: Status
    title: str
    publish_at: datetime | None
    published_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, entry: Any) -> Self:  # noqa: ANN401 — an Entry; nouns narrow it to their own
        """Return the view of an entry."""
        return cls(**facts_of(entry))


class EntryPage(View, frozen=True, kw_only=True):
    """One page of entries; `next` is the cursor of the next one, null on the last."""

    items: tuple[Any, ...]
    next: str | None


def facts_of(entry: Entry) -> dict[str, Any]:
    """Return what an EntryView shows, and each field of the details under its own name."""
    return {
        "id": entry.id,
        "slug": entry.slug,
        "status": entry.status,
        "publish_at": entry.publish_at,
        "published_at": entry.published_at,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
        "version": entry.version,
        **{name: as_shown(value) for name, value in asdict(entry.details).items()},
    }


class ScheduleForm(Body, frozen=True, kw_only=True):
    """When visitors will see it: an instant with its offset, in the future."""

    publish_at: Annotated[datetime, Meta(tz=True)]


class VersionView(View, frozen=True, kw_only=True):
    """One version of an entry: what state it was, who made it and when.

    `changedBy` is the id of a compte, null for the application itself (an import, a planned
    publication).
    """

    version: int
    status: Status
    slug: str
    title: str
    changed_by: str | None
    changed_at: datetime

    @classmethod
    def of(cls, entry: Entry) -> "VersionView":
        """Return the view of an entry as it stood."""
        return cls(
            version=entry.version,
            status=entry.status,
            slug=entry.slug,
            title=entry.details.title,
            changed_by=entry.changed_by,
            changed_at=entry.updated_at,
        )


class VersionPage(View, frozen=True, kw_only=True):
    """One page of versions, the present one first; `next` is the cursor of the next one, null on the last."""

    items: tuple[VersionView, ...]
    next: str | None


class DifferenceView(View, frozen=True, kw_only=True):
    """A member that differs: a JSON Pointer into the entry, and what it holds in both versions."""

    pointer: str
    before: Any
    after: Any

    @classmethod
    def of(cls, difference: Difference) -> "DifferenceView":
        """Return the view of a difference."""
        return cls(pointer=difference.pointer, before=difference.before, after=difference.after)


class ComparisonView(View, frozen=True, kw_only=True):
    """What differs from one version (`before`) to another (`after`)."""

    before: int
    after: int
    differences: tuple[DifferenceView, ...]

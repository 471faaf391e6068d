"""Entry: what staff write and visitors find under a slug. Formations, projets, actualites, … are entries."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.shared.events import EventData
from sorbo_core.shared.files.attached import uploads_in
from sorbo_core.shared.files.attachments import AsWritten, Settle
from sorbo_core.shared.merge_patch import patched
from sorbo_core.shared.publication.errors import NotDeletable, NotSchedulable, NotScheduled, SlugTaken
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.publishable import Publishable, Status
from sorbo_core.shared.publication.slugs import RESERVED, is_slug_of
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.text import Line, Slug, fold
from sorbo_core.shared.validation import check, future

MOST_SLUGS = 100
AS_WRITTEN = AsWritten()
Slugs = Annotated[tuple[Slug, ...], Meta(min_length=1, max_length=MOST_SLUGS)]


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write about an entry. Nouns add their fields."""

    title: Line

    def findable(self) -> Findable:
        """Return what visitors find it by; nouns add their keywords and texts."""
        return Findable(title=self.title)

    def checked(self) -> Self:
        """Return it if it keeps its rules. Nouns add those that span fields.

        Raises:
            Invalid: a field breaks its rule.
        """
        return check(self)


class Entry(Publishable, frozen=True, kw_only=True):
    """Something that is drafted, planned, published and archived, and found by its slug.

    A noun declares its own `details` and an event for each of its verbs.

    Attributes:
        slugs: the present slug, then the former ones, which lead here for ever.
        title_key: the title as lists sort it, without case and accents.
        publish_at: when a planned one is due; None for every other.
        uploads: the ids of the files that are mentioned in its details, which stay while this does.
        source: where it was taken over from; None for what was written here.
    """

    # What a record says beside our fields may name people, and the audit keeps what it is told.
    masked: ClassVar[tuple[str, ...]] = ("source",)

    created_event: ClassVar[type[EntryCreated]]
    changed_event: ClassVar[type[EventData]]
    scheduled_event: ClassVar[type[EntryScheduled]]
    unscheduled_event: ClassVar[type[EventData]]
    deleted_event: ClassVar[type[EventData]]

    slugs: Slugs
    title_key: str
    details: Details
    publish_at: datetime | None = None
    uploads: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def slug(self) -> str:
        """Its name in URLs."""
        return self.slugs[0]

    @classmethod
    def draft(
        cls,
        *,
        id: str,
        slug: str,
        details: Details,
        at: datetime,
        by: str | None = None,
        **more: Any,  # noqa: ANN401 — fields that the noun adds beside its details
    ) -> Self:
        """Write a new entry down as a brouillon.

        Raises:
            Invalid: a field breaks its rule.
            SlugTaken: the slug is reserved.
        """
        _refuse_reserved(slug)
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            changed_by=by,
            slugs=(slug,),
            title_key=fold(details.title),
            details=details.checked(),
            uploads=uploads_in(details),
            **more,
        )
        return blank.changed(cls.created_event(slug=slug), at=at)

    def moved_from(self, slug: str) -> bool:
        """Tell whether it had this slug once and has another one now."""
        return slug in self.slugs[1:]

    def revise(
        self,
        *,
        at: datetime,
        by: str | None = None,
        slug: str | None = None,
        suggested: str | None = None,
        settle: Settle = AS_WRITTEN,
        **fields: Any,  # noqa: ANN401 — fields of the noun's details
    ) -> Self:
        """Change some of what is said about it, as `rewrite` does; None clears a field.

        Raises:
            Invalid: a field breaks its rule, or cannot be left out.
        """
        details = settle(patched(self.details, fields), self.details)
        return self.rewrite(details, at=at, by=by, slug=slug, suggested=suggested)

    def rewrite(
        self,
        details: Details,
        *,
        at: datetime,
        by: str | None = None,
        slug: str | None = None,
        suggested: str | None = None,
        **more: Any,  # noqa: ANN401 — fields that the noun adds beside its details
    ) -> Self:
        """Replace what is said about it; the same again changes nothing.

        Args:
            details: what is said from now on.
            at: the present instant.
            by: the compte that changes it.
            slug: its slug from now on, chosen by staff.
            suggested: one made from the new title, for an entry whose slug is that of its old title.
            more: fields that the noun adds beside its details.

        Raises:
            Invalid: a field breaks its rule.
            SlugTaken: the slug is reserved.
        """
        slugs = self._slugs_with(slug or self._following(details.title, suggested))
        changes = {"details": details.checked(), "slugs": slugs, **more}
        if all(getattr(self, name) == value for name, value in changes.items()):
            return self
        made = {"title_key": fold(details.title), "uploads": uploads_in(details), "changed_by": by}
        return self.changed(self.changed_event(), at=at, **made, **changes)

    def publish(self, *, at: datetime, by: str | None = None) -> Self:
        """Show it to visitors, whatever was planned."""
        return msgspec.structs.replace(super().publish(at=at, by=by), publish_at=None)

    def publish_if_due(self, *, at: datetime) -> Self:
        """Show it to visitors if that is planned for now or earlier; else return it as it is."""
        due = self.status is Status.PLANIFIE and self.publish_at is not None and self.publish_at <= at
        return self.publish(at=at) if due else self

    def archive(self, *, at: datetime, by: str | None = None) -> Self:
        """Hide it from visitors and keep it; what was planned is off."""
        return msgspec.structs.replace(super().archive(at=at, by=by), publish_at=None)

    def schedule(self, publish_at: datetime, *, at: datetime, by: str | None = None) -> Self:
        """Plan when visitors will see it, or plan anew; the same plan again changes nothing.

        Raises:
            NotSchedulable: it is published already.
            Invalid: the instant is not in the future.
        """
        if self.status is Status.PUBLIE:
            raise NotSchedulable(status=self.status)
        instant = future(publish_at, at, pointer="/publishAt")
        if instant == self.publish_at:
            return self
        event = self.scheduled_event(publish_at=instant)
        return self.changed(event, at=at, status=Status.PLANIFIE, publish_at=instant, changed_by=by)

    def unschedule(self, *, at: datetime, by: str | None = None) -> Self:
        """Take the plan back: it is a brouillon again.

        Raises:
            NotScheduled: it is not planned.
        """
        if self.status is not Status.PLANIFIE:
            raise NotScheduled(status=self.status)
        event = self.unscheduled_event()
        return self.changed(event, at=at, status=Status.BROUILLON, publish_at=None, changed_by=by)

    def delete(self, *, at: datetime, by: str | None = None) -> Self:
        """Return its last state, for a repository to take it away.

        Raises:
            NotDeletable: it is no brouillon, or visitors saw it once.
        """
        if self.status is not Status.BROUILLON or self.published_at is not None:
            raise NotDeletable(status=self.status)
        return self.changed(self.deleted_event(), at=at, changed_by=by)

    def _following(self, title: str, suggested: str | None) -> str:
        follows = is_slug_of(self.details.title, self.slug, self.id) and len(self.slugs) < MOST_SLUGS
        if suggested is None or not follows or is_slug_of(title, self.slug, self.id):
            return self.slug
        return suggested

    def _slugs_with(self, slug: str) -> tuple[str, ...]:
        if slug != self.slug:
            _refuse_reserved(slug)
        return (slug, *(each for each in self.slugs if each != slug))


def _refuse_reserved(slug: str) -> None:
    if slug in RESERVED:
        raise SlugTaken

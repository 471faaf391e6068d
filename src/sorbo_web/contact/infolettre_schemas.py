"""Issues of the newsletter on the wire."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from sorbo_core.contact.newsletter.infolettre import Content, Infolettre, InfolettreState
from sorbo_core.contact.newsletter.rubrique import Rubrique, Rubriques
from sorbo_core.contact.use_cases.infolettre.progress import Progress
from sorbo_core.shared.text import Line, Prose
from sorbo_web.api.wire import Body, Patch, View, given


class InfolettreDraft(Body, frozen=True, kw_only=True):
    """A new issue: plain text, its paragraphs set apart by blank lines."""

    subject: Line
    text: Prose
    categories: Rubriques

    @property
    def content(self) -> Content:
        """The same for the core."""
        return Content(subject=self.subject, text=self.text, categories=self.categories)


class InfolettrePatch(Patch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of an issue: absent members stay; none can be cleared."""

    subject: Line | UnsetType | None = UNSET
    text: Prose | UnsetType | None = UNSET
    categories: Rubriques | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change."""
        return given(self)


class InfolettrePlan(Body, frozen=True, kw_only=True):
    """When the sending of an issue begins."""

    send_at: Annotated[datetime, Meta(tz=True)]


class InfolettreView(View, frozen=True, kw_only=True):
    """An issue as staff read it."""

    id: str
    subject: str
    text: str
    categories: tuple[Rubrique, ...]
    state: InfolettreState
    send_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, issue: Infolettre) -> "InfolettreView":
        """Return the view of an issue."""
        values = msgspec.structs.asdict(issue) | msgspec.structs.asdict(issue.content)
        return cls(**{name: values[name] for name in cls.__struct_fields__})


class InfolettrePage(View, frozen=True, kw_only=True):
    """One page of issues; `next` is the cursor of the next one, null on the last."""

    items: tuple[InfolettreView, ...]
    next: str | None


class ProgressView(View, frozen=True, kw_only=True):
    """How many recipients have had an issue, will never have it, and are still to get it."""

    state: InfolettreState
    sent: int
    failed: int
    skipped: int
    left: int

    @classmethod
    def of(cls, progress: Progress) -> "ProgressView":
        """Return the view of a progress."""
        return cls(**msgspec.structs.asdict(progress))

"""What visitors see while it is published: one set of rules for every noun."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData
from sorbo_core.shared.publication.errors import NotArchivable, NotPublishable


class Status(StrEnum):
    """Where a published thing stands; the wire values are those of the existing data."""

    BROUILLON = "brouillon"
    PLANIFIE = "planifie"
    PUBLIE = "publie"
    ARCHIVE = "archive"


class Publishable(Entity, frozen=True, kw_only=True):
    """An entity that visitors see while it is published. Subclasses name their events.

    Attributes:
        published_at: when it was first shown.
        changed_by: the compte that made this version, None for the application itself.
    """

    published_event: ClassVar[type[EventData]]
    archived_event: ClassVar[type[EventData]]

    status: Status = Status.BROUILLON
    published_at: datetime | None = None
    changed_by: str | None = None

    def publish(self, *, at: datetime, by: str | None = None) -> Self:
        """Show it to visitors. `published_at` keeps the first time it was shown.

        Raises:
            NotPublishable: it is published already.
        """
        if self.status is Status.PUBLIE:
            raise NotPublishable(status=self.status)
        first = self.published_at or at
        event = self.published_event()
        return self.changed(event, at=at, status=Status.PUBLIE, published_at=first, changed_by=by)

    def archive(self, *, at: datetime, by: str | None = None) -> Self:
        """Hide it from visitors and keep it.

        Raises:
            NotArchivable: it is archived already.
        """
        if self.status is Status.ARCHIVE:
            raise NotArchivable(status=self.status)
        return self.changed(self.archived_event(), at=at, status=Status.ARCHIVE, changed_by=by)

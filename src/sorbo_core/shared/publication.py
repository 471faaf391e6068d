"""The life of what is published: brouillon, publie, archive. One set of rules for every noun."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import Conflict
from sorbo_core.shared.events import EventData


class Status(StrEnum):
    """Where a published thing stands; the wire values are those of the existing data."""

    BROUILLON = "brouillon"
    PUBLIE = "publie"
    ARCHIVE = "archive"


class NotPublishable(Conflict):
    """Only a brouillon or an archive can be published."""

    code = "not_publishable"


class NotArchivable(Conflict):
    """Only what is published or a brouillon can be archived."""

    code = "not_archivable"


class Publishable(Entity, frozen=True, kw_only=True):
    """An entity that visitors see while it is published. Subclasses name their events."""

    published_event: ClassVar[type[EventData]]
    archived_event: ClassVar[type[EventData]]

    status: Status = Status.BROUILLON
    published_at: datetime | None = None

    def publish(self, *, at: datetime) -> Self:
        """Show it to visitors. `published_at` keeps the first time it was shown.

        Raises:
            NotPublishable: it is published already.
        """
        if self.status is Status.PUBLIE:
            raise NotPublishable(status=self.status)
        first = self.published_at or at
        return self.changed(self.published_event(), at=at, status=Status.PUBLIE, published_at=first)

    def archive(self, *, at: datetime) -> Self:
        """Hide it from visitors and keep it.

        Raises:
            NotArchivable: it is archived already.
        """
        if self.status is Status.ARCHIVE:
            raise NotArchivable(status=self.status)
        return self.changed(self.archived_event(), at=at, status=Status.ARCHIVE)

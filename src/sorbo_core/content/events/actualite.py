"""What happens to actualites."""

from sorbo_core.shared.events import EventData
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled


class ActualiteCreated(EntryCreated, frozen=True, kw_only=True):
    """An actualite was written down, as a brouillon."""

    type = "actualite.created"


class ActualiteChanged(EventData, frozen=True, kw_only=True):
    """What is said about an actualite changed."""

    type = "actualite.changed"


class ActualiteScheduled(EntryScheduled, frozen=True, kw_only=True):
    """Visitors will see the actualite from an instant on."""

    type = "actualite.scheduled"


class ActualiteUnscheduled(EventData, frozen=True, kw_only=True):
    """The plan to publish the actualite was taken back; it is a brouillon again."""

    type = "actualite.unscheduled"


class ActualitePublished(EventData, frozen=True, kw_only=True):
    """Visitors see the actualite from now on."""

    type = "actualite.published"


class ActualiteArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the actualite."""

    type = "actualite.archived"


class ActualiteDeleted(EventData, frozen=True, kw_only=True):
    """An actualite that was never published was taken away. There is nothing left to read of it."""

    type = "actualite.deleted"

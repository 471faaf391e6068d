"""What happens to publications."""

from sorbo_core.shared.events import EventData
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled


class PublicationCreated(EntryCreated, frozen=True, kw_only=True):
    """A publication was written down, as a brouillon."""

    type = "publication.created"


class PublicationChanged(EventData, frozen=True, kw_only=True):
    """What is said about a publication changed."""

    type = "publication.changed"


class PublicationScheduled(EntryScheduled, frozen=True, kw_only=True):
    """Visitors will see the publication from an instant on."""

    type = "publication.scheduled"


class PublicationUnscheduled(EventData, frozen=True, kw_only=True):
    """The plan to publish the publication was taken back; it is a brouillon again."""

    type = "publication.unscheduled"


class PublicationPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the publication from now on."""

    type = "publication.published"


class PublicationArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the publication."""

    type = "publication.archived"


class PublicationDeleted(EventData, frozen=True, kw_only=True):
    """A publication that was never published was taken away. There is nothing left to read of it."""

    type = "publication.deleted"

"""What happens to projets."""

from sorbo_core.shared.events import EventData
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled


class ProjetCreated(EntryCreated, frozen=True, kw_only=True):
    """A projet was written down, as a brouillon."""

    type = "projet.created"


class ProjetChanged(EventData, frozen=True, kw_only=True):
    """What is said about a projet changed."""

    type = "projet.changed"


class ProjetScheduled(EntryScheduled, frozen=True, kw_only=True):
    """Visitors will see the projet from an instant on."""

    type = "projet.scheduled"


class ProjetUnscheduled(EventData, frozen=True, kw_only=True):
    """The plan to publish the projet was taken back; it is a brouillon again."""

    type = "projet.unscheduled"


class ProjetPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the projet from now on."""

    type = "projet.published"


class ProjetArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the projet."""

    type = "projet.archived"


class ProjetDeleted(EventData, frozen=True, kw_only=True):
    """A projet that was never published was taken away. There is nothing left to read of it."""

    type = "projet.deleted"

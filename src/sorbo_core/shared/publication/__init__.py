"""The life of what is published, one for every noun. What entities are made of, in one place."""

from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.errors import NotArchivable, NotPublishable
from sorbo_core.shared.publication.publishable import Publishable, Status

__all__ = ["Details", "Entry", "NotArchivable", "NotPublishable", "Publishable", "Status"]

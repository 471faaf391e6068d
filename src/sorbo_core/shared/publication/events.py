"""What the events of every published noun carry; nouns give them their types."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from sorbo_core.shared.events import EventData


class EntryCreated(EventData, frozen=True, kw_only=True):
    """An entry was written down, as a brouillon."""

    slug: Annotated[str, Meta(description="Its name in URLs at that time.")]


class EntryScheduled(EventData, frozen=True, kw_only=True):
    """An entry will be shown to visitors at an instant."""

    publish_at: Annotated[datetime, Meta(tz=True, description="When, UTC, to the millisecond.")]

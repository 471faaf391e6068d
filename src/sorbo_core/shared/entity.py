"""What every entity is: identified, versioned, and carrying the events of its changes."""

from datetime import datetime
from typing import Any, ClassVar, Self

import msgspec

from sorbo_core.shared.errors import Stale
from sorbo_core.shared.events import Event, EventData, envelop
from sorbo_core.shared.validation import check


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An immutable state of an entity; its verbs return the next state.

    Attributes:
        version: counts the writes, from 1; repositories set it, 0 means never stored.
        created_at, updated_at: UTC, to the millisecond.
        last_event: the sequence number of the entity's latest event.
        events: recorded by verbs since the entity was read. A repository stores them with the
            state, in the same write, and returns entities without them.
        masked: fields that are personal or secret: the audit says that they changed, never how.
    """

    masked: ClassVar[tuple[str, ...]] = ()

    id: str
    version: int = 0
    created_at: datetime
    updated_at: datetime
    last_event: int = 0
    events: tuple[Event, ...] = ()

    def at_version(self, version: int | None) -> Self:
        """Return the entity itself if it is at this version, or if any version will do (None).

        Raises:
            Stale: it is at another version.
        """
        if version is not None and version != self.version:
            raise Stale(version=self.version)
        return self

    def changed(self, data: EventData, *, at: datetime, **fields: Any) -> Self:  # noqa: ANN401 — any field of the subclass
        """Return the next state: these fields set and checked, the event recorded.

        Raises:
            Invalid: a field breaks the rule that its type declares.
        """
        sequence = self.last_event + 1
        event = envelop(data, entity_id=self.id, sequence=sequence, occurred_at=at)
        return check(
            msgspec.structs.replace(
                self, **fields, updated_at=at, last_event=sequence, events=(*self.events, event)
            )
        )

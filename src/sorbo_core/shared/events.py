"""What happened to an entity, told to whoever listens."""

from datetime import datetime
from typing import ClassVar

import msgspec

Payload = dict[str, str | int | bool | None]


class EventData(msgspec.Struct, frozen=True, kw_only=True):
    """What one type of event carries beside its envelope. Only plain values: ids, names, states."""

    type: ClassVar[str]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event in its envelope, as it is stored and delivered.

    Attributes:
        id: unique, the same at each delivery; consumers deduplicate by it.
        type: `<entity>.<what happened>`, such as `demande.received`.
        entity_id: the entity that changed.
        sequence: 1, 2, 3, … within that entity.
        occurred_at: UTC, to the millisecond.
        data: the fields of the type's EventData.
    """

    id: str
    type: str
    entity_id: str
    sequence: int
    occurred_at: datetime
    data: Payload


def envelop(data: EventData, *, entity_id: str, sequence: int, occurred_at: datetime) -> Event:
    """Put an event in its envelope. The id follows from the entity and the sequence number."""
    return Event(
        id=f"{entity_id}.{sequence}",
        type=data.type,
        entity_id=entity_id,
        sequence=sequence,
        occurred_at=occurred_at,
        data=msgspec.to_builtins(data),
    )

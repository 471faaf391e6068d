"""What happened to an entity, told to whoever listens."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

Payload = dict[str, str | int | bool | None]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event in its envelope, as it is stored and delivered."""

    id: Annotated[str, Meta(description="Unique, the same at each delivery: consumers deduplicate by it.")]
    type: Annotated[str, Meta(description="`<entity>.<what happened>`, such as `demande.received`.")]
    schema_version: Annotated[int, Meta(description="Which version of the type's `data` this is.")] = 1
    entity_id: Annotated[str, Meta(description="The entity that changed.")]
    sequence: Annotated[int, Meta(description="1, 2, 3, … within that entity.")]
    occurred_at: Annotated[datetime, Meta(tz=True, description="When it changed, UTC, to the millisecond.")]
    data: Annotated[Payload, Meta(description="What this type of event tells beside its envelope.")]


class EventData(msgspec.Struct, frozen=True, kw_only=True):
    """What one type of event carries beside its envelope.

    Only plain values that tell nothing of a person: ids, names, states. Consumers read the rest
    where their rights are checked. Every field has a description, for the catalogue of events.
    """

    type: ClassVar[str]
    schema_version: ClassVar[int] = 1

    @classmethod
    def of(cls, event: Event) -> Self | None:
        """Return what the event carries, or None if it is of another type or version.

        While two versions of a type are recorded, a handler gets both and leaves one out.

        Raises:
            msgspec.ValidationError: its data are not those of the type.
        """
        if (event.type, event.schema_version) != (cls.type, cls.schema_version):
            return None
        return msgspec.convert(event.data, cls)


def envelop(data: EventData, *, entity_id: str, sequence: int, occurred_at: datetime) -> Event:
    """Put an event in its envelope. The id follows from the entity and the sequence number."""
    return Event(
        id=f"{entity_id}.{sequence}",
        type=data.type,
        schema_version=data.schema_version,
        entity_id=entity_id,
        sequence=sequence,
        occurred_at=occurred_at,
        data=msgspec.to_builtins(data),
    )

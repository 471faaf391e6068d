"""Dead letters on the wire."""

from datetime import datetime
from typing import Any

from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.shared.events import Payload
from sorbo_core.shared.query import Filter, Op
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, View


class EventView(View, frozen=True, kw_only=True):
    """An event as it was to be delivered."""

    id: str
    type: str
    entity_id: str
    sequence: int
    occurred_at: datetime
    data: Payload


class DeadLetterView(View, frozen=True, kw_only=True):
    """A delivery that was given up, and why."""

    id: str
    handler: str
    reason: str
    buried_at: datetime
    event: EventView

    @classmethod
    def of(cls, letter: DeadLetter) -> "DeadLetterView":
        """Return the view of a dead letter."""
        event = letter.event
        facts: dict[str, Any] = {name: getattr(event, name) for name in EventView.__struct_fields__}
        return cls(
            id=letter.id,
            handler=letter.handler,
            reason=letter.reason,
            buried_at=letter.buried_at,
            event=EventView(**facts),
        )


class DeadLetterPage(View, frozen=True, kw_only=True):
    """One page of dead letters; `next` is the cursor of the next one, null on the last."""

    items: tuple[DeadLetterView, ...]
    next: str | None


class RequeueForm(Body, frozen=True, kw_only=True):
    """Which dead letters to requeue: all of them, or those of one handler or event type."""

    handler: Line | None = None
    type: Line | None = None

    def filters(self) -> tuple[Filter, ...]:
        """Return the conditions that a letter meets."""
        wanted = {"handler": self.handler, "event.type": self.type}
        return tuple(Filter(path, Op.EQ, value) for path, value in wanted.items() if value is not None)


class Requeued(View, frozen=True, kw_only=True):
    """How many dead letters were requeued."""

    requeued: int

"""DeadLetter: a delivery that was given up."""

from datetime import datetime
from typing import Self

import msgspec

from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.events import Event
from sorbo_core.shared.query import RANGE, Field, Listing, Op, Sort, orders


class DeadLetterNotFound(NotFound):
    """No such dead letter: it never was, or was requeued."""

    code = "dead_letter_not_found"


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery that was given up, and why.

    Attributes:
        id: of the event and the handler; the same delivery given up twice is one letter.
        collection: where the entity of the event is kept.
        reason: what the handler said last, for staff.
    """

    id: str
    collection: str
    event: Event
    handler: str
    reason: str
    buried_at: datetime

    @classmethod
    def of(cls, event: Event, handler: str, *, collection: str, reason: str, at: datetime) -> Self:
        """Give a delivery up."""
        return cls(
            id=f"{event.id}:{handler}",
            collection=collection,
            event=event,
            handler=handler,
            reason=reason,
            buried_at=at,
        )


DEAD_LETTERS = Listing(
    fields=(
        Field(name="handler", path="handler", type=str, ops=(Op.EQ, Op.IN), example="notify_staff"),
        Field(name="type", path="event.type", type=str, ops=(Op.EQ, Op.IN), example="demande.received"),
        Field(name="buriedAt", path="buried_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"buriedAt": Sort("buried_at", type=datetime)}, "-buriedAt"),
    together=(("handler", "buriedAt"), ("type", "buriedAt")),
)

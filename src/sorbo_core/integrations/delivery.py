"""Delivery: one event on its way to one endpoint."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import Event, Payload
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders

TEST_EVENT = "webhook.test"
_MOST_KEPT = 30
_MAX_ERROR = 300
_SUCCESS = range(200, 300)


class DeliveryState(StrEnum):
    """How far a delivery is: it waits for its next attempt, was taken, or was given up."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try to deliver.

    Attributes:
        status: what the receiver answered; None when it did not.
        error: what went wrong, cut short.
    """

    at: datetime
    duration_ms: int
    status: int | None = None
    error: str | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the receiver took it: any status of the 200s."""
        return self.status in _SUCCESS

    @classmethod
    def made(cls, *, at: datetime, duration_ms: int, status: int | None, error: str) -> Self:
        """Return the attempt; what went wrong is kept on one line, and nothing where it went well."""
        said = "" if status in _SUCCESS else " ".join(error.split())[:_MAX_ERROR]
        return cls(at=at, duration_ms=duration_ms, status=status, error=said or None)


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """The body that receivers get, in the order of Standard Webhooks; names in `data` are in camelCase."""

    type: str
    timestamp: datetime
    data: Payload


class Delivery(Entity, frozen=True, kw_only=True):
    """One event on its way to one endpoint. It has no events of its own.

    Attributes:
        event_type, body: what is sent, the same bytes at every attempt.
        attempts: the latest thirty, oldest first.
        tries: attempts since it was queued, or replayed.
        due_at: when the next attempt is due, or a lease ends; None when there is none to come.
        token: proves the lease of whoever makes the attempt.
    """

    masked: ClassVar = ("token",)

    endpoint_id: str
    event_id: str
    event_type: str
    body: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: tuple[Attempt, ...] = ()
    tries: int = 0
    due_at: datetime | None
    token: str | None = None

    @classmethod
    def of(cls, event: Event, endpoint: Webhook, *, at: datetime) -> Self:
        """Return the delivery of an event to an endpoint. The id follows from both.

        It has no full stop, which separates what is signed.
        """
        id = f"{event.id.replace('.', '-')}_{endpoint.id}"
        facts: Payload = {
            "event_id": event.id,
            "schema_version": event.schema_version,
            "entity_id": event.entity_id,
            "sequence": event.sequence,
        }
        return cls._queued(id, event.id, event.type, event.occurred_at, facts | event.data, endpoint, at)

    @classmethod
    def test(cls, endpoint: Webhook, *, id: str, at: datetime) -> Self:
        """Return a delivery that tells of nothing, to see whether it arrives."""
        return cls._queued(id, id, TEST_EVENT, at, {"event_id": id, "entity_id": endpoint.id}, endpoint, at)

    @classmethod
    def _queued(
        cls,
        id: str,
        event_id: str,
        event_type: str,
        occurred_at: datetime,
        facts: Payload,
        endpoint: Webhook,
        at: datetime,
    ) -> Self:
        data = {_camel(name): value for name, value in facts.items()}
        envelope = Envelope(type=event_type, timestamp=occurred_at, data=data)
        return cls(
            id=id,
            created_at=at,
            updated_at=at,
            endpoint_id=endpoint.id,
            event_id=event_id,
            event_type=event_type,
            body=msgspec.json.encode(envelope).decode(),
            due_at=at,
        )

    def attempted(self, attempt: Attempt, *, retry_at: datetime | None) -> Self:
        """Record an attempt; without a next one a failure is final."""
        if attempt.succeeded:
            state, retry_at = DeliveryState.DELIVERED, None
        else:
            state = DeliveryState.FAILED if retry_at is None else DeliveryState.PENDING
        return msgspec.structs.replace(
            self,
            updated_at=attempt.at,
            attempts=(*self.attempts, attempt)[-_MOST_KEPT:],
            tries=self.tries + 1,
            state=state,
            due_at=retry_at,
            token=None,
        )

    def give_up(self, *, at: datetime) -> Self:
        """Make no further attempt: there is nobody to deliver to."""
        return msgspec.structs.replace(
            self, updated_at=at, state=DeliveryState.FAILED, due_at=None, token=None
        )

    def replay(self, *, at: datetime) -> Self:
        """Deliver it once more, from the first attempt on, under the same id; what waits stays."""
        if self.state is DeliveryState.PENDING:
            return self
        return msgspec.structs.replace(
            self, updated_at=at, state=DeliveryState.PENDING, tries=0, due_at=at, token=None
        )


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


DELIVERIES = Listing(
    fields=(
        Field(name="state", path="state", type=DeliveryState, ops=CHOICE),
        Field(name="type", path="event_type", type=str, ops=(Op.EQ, Op.IN), example="demande.received"),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
    together=(("state", "createdAt"), ("type", "createdAt")),
)
"""What the list of an endpoint's deliveries may be asked."""

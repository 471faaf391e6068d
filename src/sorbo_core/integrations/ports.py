"""What integrations need from outside."""

from abc import abstractmethod
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from sorbo_core.integrations.delivery import Delivery, DeliveryState
from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.outcome import Outcome
from sorbo_core.shared.query import ListQuery, Page


class Webhooks(Protocol):
    """All endpoints, deleted ones included, with their events."""

    @abstractmethod
    async def add(self, endpoint: Webhook) -> Webhook:
        """Store a new endpoint with its events and return it at version 1.

        Raises:
            AlreadyExists: an endpoint has this id.
        """

    @abstractmethod
    async def get(self, id: str) -> Webhook:
        """Return the endpoint with this id.

        Raises:
            WebhookNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Webhook], Webhook]) -> Webhook:
        """Replace the endpoint by what `change` makes of it, with the events, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another. When it
        returns the endpoint unchanged, nothing is written.

        Raises:
            WebhookNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Webhook]:
        """Return one page of the endpoints that meet the query."""

    @abstractmethod
    async def active(self) -> tuple[Webhook, ...]:
        """Return every endpoint that events are sent to."""


class Waiting(msgspec.Struct, frozen=True):
    """How many deliveries wait for an attempt, and since when, or until when, the first one is due."""

    deliveries: int
    first_due: datetime | None


class Deliveries(Protocol):
    """What is on its way to endpoints, and what became of it, for 30 days."""

    @abstractmethod
    async def add(self, delivery: Delivery) -> Delivery:
        """Store a new delivery and return it at version 1.

        Raises:
            AlreadyExists: a delivery has this id: the same event to the same endpoint.
        """

    @abstractmethod
    async def get(self, id: str) -> Delivery:
        """Return the delivery with this id.

        Raises:
            WebhookDeliveryNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Delivery], Delivery]) -> Delivery:
        """Replace the delivery by what `change` makes of it, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another. When it
        returns the delivery unchanged, nothing is written.

        Raises:
            WebhookDeliveryNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Delivery]:
        """Return one page of the deliveries that meet the query."""

    @abstractmethod
    async def claim(
        self, *, now: datetime, lease: timedelta, token: str, but: Collection[str] = ()
    ) -> Delivery | None:
        """Lease the delivery that has been due longest, or return None.

        It carries the token, and is nobody else's while the lease lasts; after that it is due
        again, whatever became of who held it.

        Args:
            now: the present instant.
            lease: for how long.
            token: proves the lease.
            but: endpoints whose deliveries are left for later.
        """

    @abstractmethod
    async def replay(
        self,
        endpoint_id: str,
        *,
        since: datetime,
        until: datetime,
        states: Collection[DeliveryState],
        now: datetime,
    ) -> int:
        """Replay the endpoint's deliveries that were queued from `since` to before `until`.

        Those in one of the states become as `Delivery.replay` makes them.

        Returns:
            how many there were.
        """

    @abstractmethod
    async def waiting(self) -> Waiting:
        """Return how much is pending; what is leased is due when its lease ends."""


class Outcomes(Protocol):
    """Keeps count of what becomes of deliveries."""

    @abstractmethod
    def count(self, outcome: Outcome) -> None:
        """Count one more."""


class Owners(Protocol):
    """Who is told about an endpoint."""

    @abstractmethod
    async def address_of(self, compte_id: str) -> str | None:
        """Return the e-mail address of an active account, or None."""


class Secrets(Protocol):
    """Makes secrets of endpoints."""

    @abstractmethod
    def new(self) -> str:
        """Return a new one, as `signing.secret_of` does, that nobody can guess."""

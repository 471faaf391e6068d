"""What integrations need from outside."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from sorbo_core.integrations.delivery import Delivery, DeliveryState
from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.outcome import Outcome
from sorbo_core.shared.ports import Listed


class Webhooks(Listed[Webhook], Protocol):
    """All endpoints, deleted ones included, with their events."""

    @abstractmethod
    async def active(self) -> tuple[Webhook, ...]:
        """Return every endpoint that events are sent to."""


class Waiting(msgspec.Struct, frozen=True):
    """How many deliveries wait for an attempt, and since when, or until when, the first one is due."""

    deliveries: int
    first_due: datetime | None


class Deliveries(Listed[Delivery], Protocol):
    """What is on its way to endpoints, and what became of it, for 30 days.

    Two with one id are the same event to the same endpoint.
    """

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

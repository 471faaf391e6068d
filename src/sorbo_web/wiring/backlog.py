"""How much waits to be delivered, as metrics."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from prometheus_client import Gauge

from sorbo_core.delivery.ports import DeliveryDesk
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Clock
from sorbo_web.wiring.background import in_background

_INTERVAL = 10.0

_WAITING = Gauge(
    "sorbo_outbox_entities",
    "Entities with events that wait to be delivered.",
    multiprocess_mode="mostrecent",
)
_AGE = Gauge(
    "sorbo_outbox_overdue_seconds",
    "How long the longest due of them has been due.",
    multiprocess_mode="mostrecent",
)
_DEAD = Gauge("sorbo_dead_letters", "Deliveries that were given up.", multiprocess_mode="mostrecent")


@asynccontextmanager
async def counting_backlog(desk: DeliveryDesk, clock: Clock) -> AsyncIterator[None]:
    """Set the gauges every ten seconds; they keep their last values while the database is away."""

    async def count_for_ever() -> None:
        while True:
            with suppress(Unavailable):
                await measure_backlog(desk, clock)
            await asyncio.sleep(_INTERVAL)

    async with in_background(count_for_ever(), name="backlog"):
        yield


async def measure_backlog(desk: DeliveryDesk, clock: Clock) -> None:
    """Set the gauges to what the desk says now.

    Raises:
        Unavailable: the database does not answer.
    """
    backlog = await desk.backlog()
    overdue = (clock.now() - backlog.oldest_due).total_seconds() if backlog.oldest_due else 0
    _WAITING.set(backlog.entities)
    _AGE.set(max(0, overdue))
    _DEAD.set(backlog.dead_letters)

"""How much waits to be delivered, as metrics."""

from datetime import datetime

from prometheus_client import Gauge

from sorbo_core.delivery.ports import DeliveryDesk
from sorbo_core.shared.ports import Clock

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


async def measure_backlog(desk: DeliveryDesk, clock: Clock) -> None:
    """Set the gauges to what the desk says now.

    Raises:
        Unavailable: the database does not answer.
    """
    backlog = await desk.backlog()
    _WAITING.set(backlog.entities)
    _AGE.set(overdue_seconds(backlog.oldest_due, now=clock.now()))
    _DEAD.set(backlog.dead_letters)


def overdue_seconds(due: datetime | None, *, now: datetime) -> float:
    """Return for how long something has been due; 0 for what is due later, or never."""
    return max(0.0, (now - due).total_seconds()) if due is not None else 0.0

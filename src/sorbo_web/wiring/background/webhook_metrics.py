"""What waits to be sent to webhooks, and what becomes of it, as metrics."""

from prometheus_client import Counter, Gauge

from sorbo_core.integrations.outcome import Outcome
from sorbo_core.integrations.ports import Deliveries, Outcomes
from sorbo_core.shared.ports import Clock
from sorbo_web.wiring.background.backlog import overdue_seconds

_PENDING = Gauge(
    "sorbo_webhook_deliveries_pending",
    "Deliveries to webhooks that wait for an attempt, a retry included.",
    multiprocess_mode="mostrecent",
)
_AGE = Gauge(
    "sorbo_webhook_overdue_seconds",
    "How long the longest due of them has been due.",
    multiprocess_mode="mostrecent",
)
_ATTEMPTS = Counter("sorbo_webhook_attempts", "Attempts to deliver to webhooks, by outcome.", ("outcome",))
_BOUND = {outcome: _ATTEMPTS.labels(outcome.value) for outcome in Outcome}


class CountedOutcomes(Outcomes):
    """Counts for Prometheus."""

    def count(self, outcome: Outcome) -> None:
        """Count one more."""
        _BOUND[outcome].inc()


async def measure_webhooks(deliveries: Deliveries, clock: Clock) -> None:
    """Set the gauges to what waits now.

    Raises:
        Unavailable: the database does not answer.
    """
    waiting = await deliveries.waiting()
    _PENDING.set(waiting.deliveries)
    _AGE.set(overdue_seconds(waiting.first_due, now=clock.now()))

"""When a delivery that failed is tried again, and when it is given up."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from sorbo_core.shared.events import Event


class Backoff(msgspec.Struct, frozen=True, kw_only=True):
    """Waits double from `first` to `longest`, and are up to a quarter longer by chance.

    While a part is away, waits stay short: one delivery probes it and the others wait with it, so
    that everything leaves soon after its return. Probes are not failures: however long a part was
    away, a delivery has all its attempts left when it is back.

    Attributes:
        chance: returns a number from 0 to 1, another each time.
        jitter: how much longer a wait may get by chance, so that what failed together does not come
            back together.
        longest_outage: the longest wait between two probes of a part that is away.
        give_up_after: an event older than this is not tried again.
        most_failures: how often a handler may fail on its own before it is not tried again.
    """

    chance: Callable[[], float]
    jitter: float = 0.25
    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=10)
    longest_outage: timedelta = timedelta(seconds=3)
    give_up_after: timedelta = timedelta(days=3)
    most_failures: int = 12

    def retry_at(self, failures: int, *, now: datetime) -> datetime:
        """Return when to try again after a handler failed for the n-th time."""
        wait = min(self.longest, self.first * (1 << min(failures - 1, 30)))
        return now + timedelta(seconds=round(wait.total_seconds() * (1 + self.jitter * self.chance()), 3))

    def probe_at(self, event: Event, *, now: datetime) -> datetime:
        """Return when to try again after a part was found away: the event waits as long again as it has."""
        return now + min(self.longest_outage, max(self.first, now - event.occurred_at))

    def gives_up(self, event: Event, failures: int, *, now: datetime) -> bool:
        """Tell whether a delivery is hopeless: too old, or failed too often on its own."""
        return now - event.occurred_at > self.give_up_after or failures >= self.most_failures

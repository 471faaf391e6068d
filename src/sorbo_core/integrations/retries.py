"""When a delivery that failed is tried again: the schedule of Standard Webhooks 1.0."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import msgspec

_DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
_MAX_DIGITS = 9


class Retries(msgspec.Struct, frozen=True, kw_only=True):
    """The waits between the attempts of a delivery, the first of which is made at once.

    Attributes:
        chance: returns a number from 0 to 1, another each time.
        jitter: how much longer a wait may get by chance, so that what failed together does not
            come back together.
        longest: the longest wait that a receiver may ask for.
    """

    chance: Callable[[], float]
    delays: tuple[timedelta, ...] = _DELAYS
    jitter: float = 0.1
    longest: timedelta = timedelta(hours=24)

    def retry_at(self, tries: int, *, now: datetime, retry_after: str | None = None) -> datetime | None:
        """Return when to try again after so many attempts have failed; None to give up.

        A receiver that asks for a longer wait (Retry-After) gets it.
        """
        if tries > len(self.delays):
            return None
        wait = self.delays[tries - 1] * (1 + self.jitter * self.chance())
        asked = min(asked_wait(retry_after, now=now), self.longest)
        return now + timedelta(seconds=round(max(wait, asked).total_seconds(), 3))


def asked_wait(retry_after: str | None, *, now: datetime) -> timedelta:
    """Return the wait that a Retry-After field asks for, in either of its forms; none if it is unreadable."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=int(text[:_MAX_DIGITS]))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return timedelta(0)
    known = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return max(known - now, timedelta(0))

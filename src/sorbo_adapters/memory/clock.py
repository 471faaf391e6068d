"""A clock that stands still."""

from datetime import datetime, timedelta

from sorbo_core.shared.ports import Clock


class FixedClock(Clock):
    """Tells the time that it was set to, until it is told to advance. For tests."""

    def __init__(self, at: datetime) -> None:
        self._now = at

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        """Let this much time pass."""
        self._now += by

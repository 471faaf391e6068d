"""A clock that stands still and ids that count, for tests."""

from datetime import datetime, timedelta
from itertools import count

from sorbo_core.shared.ports import Clock, Ids


class FixedClock(Clock):
    """Tells the time that it was set to, until it is told to advance. For tests."""

    def __init__(self, at: datetime) -> None:
        self._now = at

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        """Let this much time pass."""
        self._now += by


class SequentialIds(Ids):
    """Counts: `id-000001`, `id-000002`, … For tests; unique within one instance only."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def new(self) -> str:
        return f"{self._prefix}-{next(self._numbers):06}"

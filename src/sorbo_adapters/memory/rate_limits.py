"""Hits counted within one process."""

import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from math import ceil

from sorbo_core.shared.ports import Limit, LocalRateLimiter, Quota

Windows = OrderedDict[str, deque[float]]
"""By key, the instants of the hits that passed; the key that passed longest ago comes first."""


class MemoryRateLimiter(LocalRateLimiter):
    """Counts the hits of this process in a moving window; refused hits are not counted.

    A key is forgotten when its turn comes, and not by sweeping all of them: 2 µs a hit.

    Args:
        most_keys: keys kept per limit; beyond that the one that passed longest ago starts afresh.
        now: seconds of a clock that only goes forward.
    """

    def __init__(self, *, most_keys: int = 100_000, now: Callable[[], float] = time.monotonic) -> None:
        self._windows: defaultdict[Limit, Windows] = defaultdict(OrderedDict)
        self._most_keys = most_keys
        self._now = now

    async def hit(self, key: str, limit: Limit) -> Quota:
        return self.count(key, limit)

    def count(self, key: str, limit: Limit) -> Quota:
        now = self._now()
        windows = self._windows[limit]
        start = now - limit.seconds
        self._forget(windows, start)
        hits = windows.get(key)
        if hits is None:
            hits = windows[key] = deque()
        while hits and hits[0] <= start:
            hits.popleft()
        allowed = len(hits) < limit.amount
        if allowed:
            hits.append(now)
            windows.move_to_end(key)
        return Quota(allowed, limit.amount - len(hits), ceil(hits[0] - start))

    def _forget(self, windows: Windows, start: float) -> None:
        while windows:
            hits = next(iter(windows.values()))
            if hits[-1] > start and len(windows) <= self._most_keys:
                return
            windows.popitem(last=False)

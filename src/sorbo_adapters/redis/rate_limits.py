"""Hits counted over all processes."""

import time
from math import ceil
from typing import Any

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import Redis

from sorbo_adapters.redis.errors import translated
from sorbo_core.shared.ports import Limit, Quota, RateLimiter


class RedisRateLimiter(RateLimiter):
    """Counts hits in a moving window, in one script on the server; refused hits are not counted.

    The instants are those of the callers' clocks, so machines that share it keep theirs in step.

    Args:
        client: stays open, and somebody else's to close.
        prefix: of every key (`<prefix>:…`), for a user whose keys are restricted.
    """

    def __init__(self, *, client: Redis, prefix: str = "sorbo:limits") -> None:
        # The storage documents this option, but types all of them as plain values.
        pool: Any = client.connection_pool
        storage = RedisStorage(
            "async+redis://", implementation="redispy", key_prefix=prefix, connection_pool=pool
        )
        self._windows = MovingWindowRateLimiter(storage)

    async def hit(self, key: str, limit: Limit) -> Quota:
        item = RateLimitItemPerSecond(limit.amount, limit.seconds)
        with translated():
            allowed = await self._windows.hit(item, key)
            window = await self._windows.get_window_stats(item, key)
        remaining = window.remaining if allowed else 0
        return Quota(allowed, remaining, max(1, ceil(window.reset_time - time.time())))

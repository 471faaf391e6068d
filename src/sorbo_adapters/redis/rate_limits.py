"""Hits counted over all processes.

Each key is a list of the milliseconds of the hits that count, the latest first. What is in braces
in the prefix keeps all of them in one slot of a cluster.
"""

import asyncio
from math import ceil

from redis.asyncio import Redis

from sorbo_adapters.redis.errors import translated
from sorbo_core.shared.ports import Limit, Quota, RateLimiter

# By the server's clock: what machines think of the time makes no difference.
_HIT = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local said = {}
for i, key in ipairs(KEYS) do
  local amount, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local oldest = redis.call('LINDEX', key, -1)
  while oldest and tonumber(oldest) <= now - window do
    redis.call('RPOP', key)
    oldest = redis.call('LINDEX', key, -1)
  end
  local left = amount - redis.call('LLEN', key)
  if left > 0 then
    redis.call('LPUSH', key, now)
    redis.call('PEXPIRE', key, window)
  end
  said[#said + 1] = left
  said[#said + 1] = (oldest or now) + window - now
end
return said
"""

_Asked = tuple[str, Limit, asyncio.Future[Quota]]


class RedisRateLimiter(RateLimiter):
    """Counts hits in a moving window, in one script on the server; refused hits are not counted.

    Hits that come while others are being counted wait for these and are counted together: many
    requests at once take a few calls, and one that is alone waits for nobody.

    Args:
        client: stays open, and somebody else's to close.
        prefix: of every key (`<prefix>:…`), for a user whose keys are restricted.
    """

    def __init__(self, *, client: Redis, prefix: str = "sorbo:{limits}") -> None:
        self._prefix = prefix
        self._script = client.register_script(_HIT)
        self._asked: list[_Asked] = []
        self._counting: asyncio.Task[None] | None = None

    async def hit(self, key: str, limit: Limit) -> Quota:
        said: asyncio.Future[Quota] = asyncio.get_running_loop().create_future()
        self._asked.append((f"{self._prefix}:{limit.amount}/{limit.seconds}:{key}", limit, said))
        if self._counting is None:
            self._counting = asyncio.create_task(self._count_all())
        return await said

    async def _count_all(self) -> None:
        try:
            while self._asked:
                together, self._asked = self._asked, []
                await self._count(together)
        finally:
            self._counting = None

    async def _count(self, together: list[_Asked]) -> None:
        windows = [number for _, limit, _ in together for number in (limit.amount, limit.seconds * 1000)]
        try:
            with translated():
                said: list[int] = await self._script([key for key, _, _ in together], windows)
        except Exception as error:  # noqa: BLE001 — everybody who asked hears of it
            for _, _, waiting in together:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, _, waiting), left, reset in zip(together, said[::2], said[1::2], strict=True):
            if not waiting.done():  # nobody waits any more for what was asked by a request that ended
                waiting.set_result(Quota(left > 0, max(left - 1, 0), max(1, ceil(reset / 1000))))

"""Guesses counted over all processes.

Each key is a hash `{n, until}`: how many guesses, and the millisecond until which the next one waits.
What is in braces in the prefix keeps all of them in one slot of a cluster.
"""

from collections.abc import Collection
from datetime import datetime
from math import ceil
from typing import Any

from redis.asyncio import Redis

from sorbo_adapters.redis.errors import translated
from sorbo_core.identity.sessions.guesses import REMEMBERED_S, Guess
from sorbo_core.identity.sessions.ports import Guesses

_BEGIN = """
local now, kept = tonumber(ARGV[1]), ARGV[2]
local wait = 0
for _, key in ipairs(KEYS) do
  wait = math.max(wait, tonumber(redis.call('HGET', key, 'until') or '0') - now)
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local beyond = redis.call('HINCRBY', key, 'n', 1) - tonumber(ARGV[2 * i + 1])
  if beyond >= 0 then
    local seconds = math.min(tonumber(ARGV[2 * i + 2]), 2 ^ math.min(beyond, 30))
    redis.call('HSET', key, 'until', string.format('%d', now + seconds * 1000))
  end
  redis.call('EXPIRE', key, kept)
end
return 0
"""
_TAKE_BACK = """
if tonumber(redis.call('HGET', KEYS[1], 'n') or '0') > 0 then redis.call('HINCRBY', KEYS[1], 'n', -1) end
redis.call('HDEL', KEYS[1], 'until')
"""


class RedisGuesses(Guesses):
    """Counts guesses in Redis or Valkey, all that one attempt counts for in one script.

    The instants are those of the callers' clocks, so machines that share it keep theirs in step.

    Args:
        client: stays open, and somebody else's to close.
        prefix: of every key, for a user whose keys are restricted.
    """

    def __init__(self, *, client: Redis, prefix: str = "sorbo:{guesses}") -> None:
        self._client = client
        self._prefix = prefix
        self._beginning = client.register_script(_BEGIN)
        self._taking_back = client.register_script(_TAKE_BACK)

    async def begin(self, guesses: Collection[Guess], *, now: datetime) -> int:
        arguments: list[Any] = [int(now.timestamp() * 1000), REMEMBERED_S]
        for each in guesses:
            arguments += [each.allowance.free, each.allowance.longest]
        with translated():
            wait: int = await self._beginning([self._key(each.key) for each in guesses], arguments)
        return ceil(wait / 1000)

    async def forget(self, key: str) -> None:
        with translated():
            await self._client.delete(self._key(key))

    async def take_back(self, key: str) -> None:
        with translated():
            await self._taking_back([self._key(key)])

    def _key(self, key: str) -> str:
        return f"{self._prefix}:{key}"

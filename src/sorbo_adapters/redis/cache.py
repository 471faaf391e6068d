"""Answers that processes share, and the messages that tell all of them what is out of date.

An answer is a hash `{mark, tags, body}` under `<prefix>:answer:<key>`. Invalidations are numbered by
`<prefix>:mark`; the latest of each tag is under `<prefix>:tag:<tag>`, for longer than any answer is
kept, and the latest of everything under `<prefix>:floor`. Each script is one step for everybody, so
that what is made slowly never covers what is newer. What is in braces in the prefix keeps all of it
in one slot of a cluster.
"""

from collections.abc import Callable, Collection
from typing import Any, Final, Generic, TypeVar

from redis.asyncio import Redis

from sorbo_adapters.redis.errors import translated
from sorbo_core.shared.caching.ports import Kept, Looked, SharedTier

V = TypeVar("V")

PREFIX: Final = "sorbo:{cache}"
_TAGS_KEPT = 3600
"""Seconds; an answer is kept for less, and no making takes so long."""

_LOOK = """
local mark = tonumber(redis.call('GET', KEYS[1]) or '0')
local kept = redis.call('HMGET', KEYS[2], 'mark', 'tags', 'body')
local floor = tonumber(redis.call('GET', KEYS[3]) or '0')
if not kept[1] or tonumber(kept[1]) < floor then return {mark} end
for tag in string.gmatch(kept[2], '[^ ]+') do
  if tonumber(redis.call('GET', ARGV[1] .. tag) or '0') > tonumber(kept[1]) then return {mark} end
end
return {mark, kept[3]}
"""
# A mark above the present one is from before the store lost everything.
_PUT = """
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[2]) then return 0 end
if tonumber(redis.call('GET', KEYS[3]) or '0') > tonumber(ARGV[2]) then return 0 end
for tag in string.gmatch(ARGV[3], '[^ ]+') do
  if tonumber(redis.call('GET', ARGV[1] .. tag) or '0') > tonumber(ARGV[2]) then return 0 end
end
redis.call('HSET', KEYS[2], 'mark', ARGV[2], 'tags', ARGV[3], 'body', ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1
"""
_INVALIDATE = """
local mark = redis.call('INCR', KEYS[1])
for tag in string.gmatch(ARGV[2], '[^ ]+') do
  redis.call('SET', ARGV[1] .. tag, mark, 'EX', ARGV[3])
end
redis.call('PUBLISH', KEYS[2], ARGV[2])
return mark
"""
_INVALIDATE_ALL = """
redis.call('SET', KEYS[2], redis.call('INCR', KEYS[1]))
"""


class RedisTier(SharedTier[V], Generic[V]):
    """Keeps answers in Redis or Valkey.

    Args:
        client: stays open, and somebody else's to close.
        encode, decode: between an answer and bytes.
        prefix: of every key and of the channel.
    """

    def __init__(
        self,
        *,
        client: Redis,
        encode: Callable[[Kept[V]], bytes],
        decode: Callable[[bytes], Kept[V]],
        prefix: str = PREFIX,
    ) -> None:
        self._encode = encode
        self._decode = decode
        self._mark, self._channel = f"{prefix}:mark", channel_of(prefix)
        self._floor = f"{prefix}:floor"
        self._answer, self._tag = f"{prefix}:answer:", f"{prefix}:tag:"
        self._looking = client.register_script(_LOOK)
        self._putting = client.register_script(_PUT)
        self._invalidating = client.register_script(_INVALIDATE)
        self._invalidating_all = client.register_script(_INVALIDATE_ALL)

    async def look(self, key: str) -> Looked[V]:
        with translated():
            found: list[Any] = await self._looking(self._keys(key), (self._tag,))
        body = found[1] if len(found) > 1 else None
        return Looked(self._decode(body) if body is not None else None, found[0])

    async def put(self, key: str, kept: Kept[V], *, mark: int, seconds: float) -> None:
        arguments = (self._tag, mark, " ".join(kept.tags), self._encode(kept), int(seconds * 1000))
        with translated():
            await self._putting(self._keys(key), arguments)

    async def invalidate(self, tags: Collection[str]) -> None:
        with translated():
            await self._invalidating((self._mark, self._channel), (self._tag, " ".join(tags), _TAGS_KEPT))

    async def invalidate_all(self) -> None:
        with translated():
            await self._invalidating_all((self._mark, self._floor))

    def _keys(self, key: str) -> tuple[str, str, str]:
        return self._mark, self._answer + key, self._floor


class RedisBell(SharedTier[V], Generic[V]):
    """Keeps nothing, so that nobody who can write there decides anything; tells what is out of date."""

    def __init__(self, tier: RedisTier[Any]) -> None:
        self._tier = tier

    async def look(self, key: str) -> Looked[V]:  # noqa: ARG002 — the port's signature
        return Looked(None, 0)

    async def put(self, key: str, kept: Kept[V], *, mark: int, seconds: float) -> None:
        """Do nothing."""

    async def invalidate(self, tags: Collection[str]) -> None:
        await self._tier.invalidate(tags)

    async def invalidate_all(self) -> None:
        """Do nothing: nothing is kept."""


def channel_of(prefix: str) -> str:
    """Return the channel on which invalidations are published."""
    return f"{prefix}:invalidated"


def tags_of(message: bytes) -> tuple[str, ...]:
    """Return the tags that a message names."""
    return tuple(message.decode().split(" "))

"""Several caches that hear of the same changes."""

from collections.abc import Collection
from typing import Any

from sorbo_core.shared.caching.cache import Cache
from sorbo_core.shared.caching.invalidating import Invalidates


class Caches(Invalidates):
    """Tells all caches of a process what is out of date, and the other processes once.

    Args:
        first: the one that tells the other processes.
        others: they hear it here.
    """

    def __init__(self, first: Cache[Any], *others: Cache[Any]) -> None:
        self._first = first
        self._others = others

    async def invalidate(self, tags: Collection[str]) -> None:
        """Forget what is made from any of these, here and in every other process.

        Raises:
            Unavailable: the others cannot be told now. Here it is done.
        """
        for cache in self._others:
            cache.invalidated(tags)
        await self._first.invalidate(tags)

    def invalidated(self, tags: Collection[str]) -> None:
        """Forget what another process says is out of date."""
        for cache in (self._first, *self._others):
            cache.invalidated(tags)

    async def open(self, *, missed: bool = False) -> None:
        """From now on, what others invalidate comes in.

        Raises:
            Unavailable: the store cannot be told of what was missed.
        """
        for cache in (self._first, *self._others):
            await cache.open(missed=missed)

    def close(self) -> None:
        """What others invalidate does not come in any more: forget everything, keep nothing."""
        for cache in (self._first, *self._others):
            cache.close()

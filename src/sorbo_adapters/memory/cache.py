"""Answers kept in memory: by this process, and by a store that several caches of it share."""

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from cachetools import LRUCache

from sorbo_core.shared.caching.fence import Fence
from sorbo_core.shared.caching.ports import Kept, Looked, ProcessTier, SharedTier

V = TypeVar("V")


class MemoryTier(ProcessTier[V], Generic[V]):
    """Keeps what was asked for last.

    Args:
        room: for all values together, in what `weigh` returns.
        weigh: how much room a value takes.
    """

    def __init__(self, *, room: int, weigh: Callable[[V], int]) -> None:
        self._room = room
        self._weigh = weigh
        self._fence = Fence()
        # What was invalidated stays until somebody asks for it, or it makes room.
        self._kept: LRUCache[str, tuple[Kept[V], int]] = LRUCache(room, lambda each: weigh(each[0].value))

    @property
    def mark(self) -> int:
        return self._fence.mark

    def get(self, key: str) -> Kept[V] | None:
        # Its `get` asks twice.
        try:
            kept, mark = self._kept[key]
        except KeyError:
            return None
        if self._fence.holds(kept.tags, mark):
            return kept
        del self._kept[key]
        return None

    def put(self, key: str, kept: Kept[V], *, mark: int) -> None:
        if self._weigh(kept.value) <= self._room and self._fence.holds(kept.tags, mark):
            self._kept[key] = (kept, mark)

    def invalidate(self, tags: Collection[str]) -> None:
        self._fence.invalidate(tags)

    def clear(self) -> None:
        self._fence.invalidate_all()
        self._kept.clear()


class MemorySharedTier(SharedTier[V], Generic[V]):
    """Keeps answers for several caches of one process, and calls each listener with what is invalidated."""

    def __init__(self, *, now: Callable[[], float]) -> None:
        self.listeners: list[Callable[[Collection[str]], None]] = []
        self._now = now
        self._fence = Fence()
        self._kept: dict[str, tuple[Kept[V], int, float]] = {}

    async def look(self, key: str) -> Looked[V]:
        kept, mark, until = self._kept.get(key, (None, 0, 0))
        good = kept is not None and self._now() < until and self._fence.holds(kept.tags, mark)
        return Looked(kept if good else None, self._fence.mark)

    async def put(self, key: str, kept: Kept[V], *, mark: int, seconds: float) -> None:
        if self._fence.holds(kept.tags, mark):
            self._kept[key] = (kept, mark, self._now() + seconds)

    async def invalidate(self, tags: Collection[str]) -> None:
        self._fence.invalidate(tags)
        for listener in self.listeners:
            listener(tags)

    async def invalidate_all(self) -> None:
        self._fence.invalidate_all()

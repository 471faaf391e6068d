"""A source that tests change, ask slowly and take away, and caches in front of it."""

import asyncio
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sorbo_adapters.memory.cache import MemoryTier
from sorbo_core.shared.caching.cache import Cache, Lifetimes
from sorbo_core.shared.caching.ports import Kept, SharedTier
from sorbo_core.shared.caching.tables import Tables
from sorbo_core.shared.errors import Unavailable

LIFETIMES = Lifetimes(fresh=30, stale=600)
ROOM = 1000


class Watch:
    """A Unix clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Library:
    """What answers are made from: a number for each key, which counts its writes.

    Attributes:
        asked: how often something was made.
        away: whether it cannot be reached.
        gate: what is made is read at once, and handed over when this is open.
    """

    def __init__(self, now: Watch) -> None:
        self.numbers: dict[str, int] = defaultdict(int)
        self.asked = 0
        self.away = False
        self.gate = asyncio.Event()
        self.gate.set()
        self._now = now

    async def make(self, key: str) -> Kept[int] | None:
        """Make the answer for a key; None for one that ends with a question mark."""
        self.asked += 1
        made_at, number = self._now(), self.numbers[key]
        await self.gate.wait()
        if self.away:
            raise Unavailable(part="database")
        return None if key.endswith("?") else Kept(value=number, tags=(key,), made_at=made_at)


def cache_of(now: Watch, shared: SharedTier[int] | None = None) -> Cache[int]:
    """Return a cache whose values each take one of ROOM places; with a shared tier it has to be opened."""
    tier: MemoryTier[int] = MemoryTier(room=ROOM, weigh=lambda _: 1)
    return Cache(process=tier, shared=shared, lifetimes=LIFETIMES, now=now)


def tables_of(now: Watch, *, most: int, beside: Cache[int] | None = None) -> Tables:
    """Return tables made from so many documents at most; none with 0."""
    tier: MemoryTier[Any] = MemoryTier(room=ROOM, weigh=lambda _: 1)
    return Tables(cache=(beside or cache_of(now)).beside(tier), most=most)


class Forgotten:
    """Takes the place of a cache, and notes what it is told to forget."""

    def __init__(self) -> None:
        self.tags: list[str] = []

    async def invalidate(self, tags: Collection[str]) -> None:
        """Note it."""
        self.tags.extend(tags)

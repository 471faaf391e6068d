"""Answers kept in two tiers, in front of whoever makes them."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine
from contextlib import suppress
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec

from sorbo_core.shared.caching.ports import Kept, Looked, ProcessTier, SharedTier
from sorbo_core.shared.errors import Unavailable

V = TypeVar("V")
W = TypeVar("W")
T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds for which a part that was away is not asked again."""
_MISSED_REMEMBERED = 20_000


class Source(StrEnum):
    """Where an answer came from."""

    PROCESS = "process"
    SHARED = "shared"
    MADE = "made"
    STALE = "stale"


class Found(msgspec.Struct, Generic[V], frozen=True):
    """A kept answer, and where it came from."""

    kept: Kept[V]
    source: Source


class Lifetimes(msgspec.Struct, frozen=True, kw_only=True):
    """For how many seconds an answer is good, and for how many more while it cannot be made anew."""

    fresh: float = 30
    stale: float = 600


Make = Callable[[], Awaitable[Kept[V] | None]]
"""Makes an answer; None if it is none that can be kept.

Raises:
    Unavailable: a part that it is made from is away.
"""


class Cache(Generic[V]):
    """Answers, made once for all who ask meanwhile, and kept until what they are made from changes.

    What a writer of this process has invalidated is never returned afterwards, and never made good
    again by somebody who began to make it before. What another process invalidates is forgotten
    when its message comes in: while messages cannot come in (`close`), the process keeps nothing.

    Args:
        process: the answers of this process.
        shared: those that processes share; None where there is one process only.
        lifetimes: for how long answers are good.
        now: the Unix clock, in seconds.
    """

    def __init__(
        self,
        *,
        process: ProcessTier[V],
        shared: SharedTier[V] | None,
        lifetimes: Lifetimes,
        now: Callable[[], float],
    ) -> None:
        self._process = process
        self._shared = shared
        self._lifetimes = lifetimes
        self.now = now
        self._open = shared is None
        self._beside: list[Cache[Any]] = []
        self._flights: dict[str, tuple[int, asyncio.Task[Found[V] | None]]] = {}
        self._behind: set[asyncio.Task[None]] = set()
        self._missed: dict[str, None] = {}
        self._source_back = self._shared_back = 0.0

    @property
    def keeps(self) -> bool:
        """Whether anything is kept now."""
        return self._open

    def beside(self, process: ProcessTier[W], *, lifetimes: Lifetimes | None = None) -> "Cache[W]":
        """Return a cache of this process only that opens, closes and forgets when this one does."""
        lifetimes = lifetimes or self._lifetimes
        other = Cache(process=process, shared=None, lifetimes=lifetimes, now=self.now)
        other._open = self._open
        self._beside.append(other)
        return other

    def age(self, kept: Kept[V]) -> int:
        """Return for how many whole seconds an answer has been kept."""
        return max(0, int(self.now() - kept.made_at))

    def peek(self, key: str) -> Kept[V] | None:
        """Return what this process keeps under a key, if it is good; it waits for nothing."""
        if not self._open:
            return None
        kept = self._process.get(key)
        return kept if kept is not None and self._is_fresh(kept) else None

    async def get(self, key: str, make: Make[V]) -> Found[V] | None:
        """Return the answer under a key: one that is kept, else one that is made now, and kept.

        Who asks for what is being made waits for that, unless anything was invalidated since.
        None if no answer could be made that can be kept: who asks has to ask for themselves.

        Raises:
            Unavailable: a part is away, and nothing that may be shown instead was kept.
        """
        if not self._open:
            made = await make()
            return Found(made, Source.MADE) if made is not None else None
        kept = self.peek(key)
        if kept is not None:
            return Found(kept, Source.PROCESS)
        mark, flight = self._process.mark, self._flights.get(key)
        if flight is None or flight[0] != mark:
            flight = (mark, asyncio.create_task(self._fly(key, make, mark)))
            self._flights[key] = flight
            flight[1].add_done_callback(lambda _: self._landed(key, flight))
        # Who gives up waiting leaves the others their answer.
        return await asyncio.shield(flight[1])

    async def invalidate(self, tags: Collection[str]) -> None:
        """Forget what is made from any of these, here and in every other process.

        Raises:
            Unavailable: the others cannot be told now. Here it is done.
        """
        self.invalidated(tags)
        if self._shared is None:
            return
        await self._ask(self._shared.invalidate(tags))

    def invalidated(self, tags: Collection[str]) -> None:
        """Forget what another process says is out of date."""
        self._process.invalidate(tags)
        for each in self._beside:
            each.invalidated(tags)

    async def open(self, *, missed: bool = False) -> None:
        """From now on, what others invalidate comes in: answers can be kept.

        Args:
            missed: whether some of it may have been lost: then what the store keeps is not trusted.

        Raises:
            Unavailable: the store cannot be told so now.
        """
        if missed and self._shared is not None:
            await self._shared.invalidate_all()
        self._turn(is_open=True)

    def close(self) -> None:
        """What others invalidate does not come in any more: forget everything, keep nothing."""
        self._turn(is_open=self._shared is None)

    def _turn(self, *, is_open: bool) -> None:
        self._open = is_open
        self._process.clear()
        for each in self._beside:
            each._turn(is_open=is_open)  # noqa: SLF001 — of the same class

    def _landed(self, key: str, flight: tuple[int, asyncio.Task[Found[V] | None]]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if not flight[1].cancelled():
            flight[1].exception()  # whoever waited has it; nobody may be waiting any more

    async def _fly(self, key: str, make: Make[V], mark: int) -> Found[V] | None:
        old = self._process.get(key)
        if old is not None and self.now() < self._source_back and self._may_be_shown(old):
            return Found(old, Source.STALE)
        looked = await self._look(key) if self._was_missed(key) else None
        if looked is not None and looked.kept is not None and self._is_fresh(looked.kept):
            self._process.put(key, looked.kept, mark=mark)
            return Found(looked.kept, Source.SHARED)
        try:
            kept = await make()
        except Unavailable:
            self._source_back = self.now() + _PATIENCE
            # It may have been invalidated meanwhile.
            old = self._process.get(key)
            if old is None or not self._may_be_shown(old):
                raise
            return Found(old, Source.STALE)
        if kept is None:
            return None
        self._process.put(key, kept, mark=mark)
        if looked is not None:
            self._share(key, kept, looked.mark)
        return Found(kept, Source.MADE)

    def _was_missed(self, key: str) -> bool:
        """Tell whether this was missed here before; what is asked for once is not worth two round trips."""
        if key in self._missed:
            return True
        self._missed[key] = None
        if len(self._missed) > _MISSED_REMEMBERED:
            del self._missed[next(iter(self._missed))]
        return False

    async def _look(self, key: str) -> Looked[V] | None:
        if self._shared is None:
            return None
        try:
            return await self._ask(self._shared.look(key))
        except Unavailable:
            return None

    def _share(self, key: str, kept: Kept[V], mark: int) -> None:
        # Nobody waits for it: whoever asked has their answer.
        behind = asyncio.create_task(self._put(key, kept, mark))
        self._behind.add(behind)
        behind.add_done_callback(self._behind.discard)

    async def _put(self, key: str, kept: Kept[V], mark: int) -> None:
        if self._shared is None:
            return
        with suppress(Unavailable):
            await self._ask(self._shared.put(key, kept, mark=mark, seconds=self._lifetimes.fresh))

    async def _ask(self, asking: Coroutine[Any, Any, T]) -> T:
        """Ask the shared tier, unless it was away a moment ago: nobody waits for that twice."""
        if self.now() < self._shared_back:
            asking.close()
            raise Unavailable(part="cache")
        try:
            return await asking
        except Unavailable:
            self._shared_back = self.now() + _PATIENCE
            raise

    def _is_fresh(self, kept: Kept[V]) -> bool:
        return kept.made_at + self._lifetimes.fresh > self.now()

    def _may_be_shown(self, kept: Kept[V]) -> bool:
        return kept.made_at + self._lifetimes.fresh + self._lifetimes.stale > self.now()

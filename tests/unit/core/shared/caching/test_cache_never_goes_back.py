"""Whatever the order of writes, messages and slow fills: what was invalidated never comes back."""

import asyncio
from collections.abc import Collection, Sequence
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from sorbo_adapters.memory.cache import MemorySharedTier
from sorbo_core.shared.caching.cache import Cache
from sorbo_core.shared.caching.ports import Kept
from support.caching import Watch, cache_of

PROCESSES = 2
KEY = TAG = "a"

Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["ask", "hand over", "commit", "invalidate", "deliver"]), st.integers(0, 5)),
    max_size=40,
)


class World:
    """Processes with a cache each, one number that they read and write, and messages on their way."""

    def __init__(self) -> None:
        now = Watch()
        self.number = 0
        self.committed = [0] * PROCESSES
        self.known = [0] * PROCESSES
        self.told = 0
        self.gates: list[asyncio.Event] = []
        self.asking: list[asyncio.Task[object]] = []
        self.tier = MemorySharedTier[int](now=now)
        self.messages: list[list[tuple[Collection[str], int]]] = [[] for _ in range(PROCESSES)]
        self.caches: list[Cache[int]] = []
        for which in range(PROCESSES):
            self.caches.append(cache_of(now, self.tier))
            self.tier.listeners.append(partial(self._send, self.messages[which]))

    def _send(self, messages: list[tuple[Collection[str], int]], tags: Collection[str]) -> None:
        messages.append((tags, self.told))

    async def make(self) -> Kept[int]:
        """Read the number now, and hand it over when the gate opens."""
        read, gate = self.number, asyncio.Event()
        self.gates.append(gate)
        await gate.wait()
        return Kept(value=read, tags=(TAG,), made_at=Watch().seconds)

    async def take(self, step: Step) -> None:
        verb, which = step[0], step[1] % PROCESSES
        if verb == "ask":
            self.asking.append(asyncio.create_task(self.caches[which].get(KEY, self.make)))
        elif verb == "hand over" and self.gates:
            self.gates.pop(step[1] % len(self.gates)).set()
        elif verb == "commit":
            self.number += 1
            self.committed[which] = self.number
        elif verb == "invalidate":
            self.told = max(self.told, self.committed[which])
            self.known[which] = max(self.known[which], self.committed[which])
            await self.caches[which].invalidate([TAG])
        elif verb == "deliver" and self.messages[which]:
            tags, number = self.messages[which].pop(0)
            self.known[which] = max(self.known[which], number)
            self.caches[which].invalidated(tags)

    async def check(self) -> None:
        for _ in range(8):
            await asyncio.sleep(0)
        for cache, known in zip(self.caches, self.known, strict=True):
            kept = cache.peek(KEY)
            assert kept is None or kept.value >= known
        shared = (await self.tier.look(KEY)).kept
        assert shared is None or shared.value >= self.told

    async def end(self) -> None:
        while any(not task.done() for task in self.asking):
            for gate in self.gates:
                gate.set()
            await asyncio.sleep(0)


@given(STEPS)
def test_what_was_invalidated_never_comes_back(steps: Sequence[Step]) -> None:
    async def play() -> None:
        world = World()
        for cache in world.caches:
            await cache.open()
            cache._was_missed(KEY)  # what is asked for once is not shared
        for step in steps:
            await world.take(step)
            await world.check()
        await world.end()
        await world.check()

    asyncio.run(play())

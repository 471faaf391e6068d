"""What a process counts is written beside the requests."""

import asyncio
from collections.abc import Mapping

import pytest

from sorbo_adapters.memory.publication.counters import MemoryCounters
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.shared.counting.ports import Counted
from sorbo_core.shared.counting.tally import Tally
from sorbo_web.wiring.application import running
from sorbo_web.wiring.background.counting import counting
from support.api import Api
from support.build import NOW

_PATIENCE = 10


class HeardCounters(MemoryCounters):
    """Counters that tell when they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = asyncio.Event()

    async def add(self, counts: Mapping[Counted, int]) -> None:
        await super().add(counts)
        self.written.set()


async def _count_of(counters: MemoryCounters) -> int:
    return (await counters.read("actualites", ["a"])).get("a", 0)


async def test_it_is_written_every_few_seconds() -> None:
    counters = HeardCounters()
    tally = Tally(counters=counters, clock=FixedClock(NOW))
    async with counting(tally, every=0.01):
        tally.count("actualites", "a", by="one")
        async with asyncio.timeout(_PATIENCE):
            await counters.written.wait()
        assert await _count_of(counters) == 1


@pytest.mark.parametrize("every", [0.01, 60.0])
async def test_what_is_left_is_written_at_the_end(every: float) -> None:
    counters = MemoryCounters()
    tally = Tally(counters=counters, clock=FixedClock(NOW))
    async with counting(tally, every=every):
        for n in range(7):
            tally.count("actualites", "a", by=f"{n}")
    assert await _count_of(counters) == 7


async def test_the_application_writes_it_even_where_workers_do_the_rest() -> None:
    container = Api().container
    async with running(container):
        container.counting.tally().count("actualites", "a", by="one")
    assert await _count_of(container.ports.counters()) == 1

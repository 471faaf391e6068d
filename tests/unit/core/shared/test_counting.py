"""What a process counts before it is written."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from sorbo_adapters.memory.publication.counters import MemoryCounters
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.shared.counting.ports import Counted
from sorbo_core.shared.counting.recent import Recent
from sorbo_core.shared.counting.tally import ONCE_IN, Tally
from sorbo_core.shared.errors import Unavailable
from support.build import NOW


class ShakyCounters(MemoryCounters):
    """Counters that may be away; they remember how often they were written."""

    away = False
    writes = 0

    async def add(self, counts: Mapping[Counted, int]) -> None:
        if self.away:
            raise Unavailable(part="database")
        self.writes += 1
        await super().add(counts)


@pytest.fixture
def counters() -> ShakyCounters:
    return ShakyCounters()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def tally(counters: ShakyCounters, clock: FixedClock) -> Tally:
    return Tally(counters=counters, clock=clock)


async def test_many_uses_are_one_write(tally: Tally, counters: ShakyCounters) -> None:
    for n in range(1000):
        tally.count("actualites", f"a-{n % 3}", by=f"visitor {n}")
    await tally.flush()
    assert await counters.read("actualites", ["a-0", "a-1", "a-2"]) == {"a-0": 334, "a-1": 333, "a-2": 333}
    assert counters.writes == 1


async def test_nothing_counted_is_nothing_written(tally: Tally, counters: ShakyCounters) -> None:
    await tally.flush()
    tally.count("actualites", "a", by="visitor")
    await tally.flush()
    await tally.flush()
    assert counters.writes == 1


async def test_who_comes_back_within_half_an_hour_counts_once(
    tally: Tally, counters: ShakyCounters, clock: FixedClock
) -> None:
    for by in ("one", "one", "two"):
        tally.count("actualites", "a", by=by)
    tally.count("publications", "a", by="one")
    clock.advance(ONCE_IN - timedelta(seconds=1))
    tally.count("actualites", "a", by="one")
    await tally.flush()
    assert await counters.read("actualites", ["a"]) == {"a": 2}
    assert await counters.read("publications", ["a"]) == {"a": 1}
    clock.advance(timedelta(seconds=1))
    tally.count("actualites", "a", by="one")
    await tally.flush()
    assert await counters.read("actualites", ["a"]) == {"a": 3}


async def test_what_could_not_be_written_is_written_later(tally: Tally, counters: ShakyCounters) -> None:
    counters.away = True
    tally.count("actualites", "a", by="one")
    with pytest.raises(Unavailable):
        await tally.flush()
    tally.count("actualites", "a", by="two")
    counters.away = False
    await tally.flush()
    assert await counters.read("actualites", ["a"]) == {"a": 2}


def test_only_so_much_is_remembered_and_the_oldest_goes_first(clock: FixedClock) -> None:
    recent = Recent(clock=clock, keep=ONCE_IN, most=2)
    assert [recent.again(each) for each in ("a", "b", "a", "c")] == [False, False, True, False]
    assert [recent.again("c"), recent.again("a")] == [True, False]


def test_what_is_remembered_does_not_tell_who_it_was(clock: FixedClock) -> None:
    recent = Recent(clock=clock, keep=ONCE_IN, most=2)
    recent.again("192.0.2.7")
    assert "192.0.2.7" not in str(vars(recent))

import asyncio
from collections.abc import Collection
from functools import partial

import pytest

from sorbo_adapters.memory.cache import MemorySharedTier
from sorbo_core.shared.caching.cache import Cache, Found, Source
from sorbo_core.shared.caching.ports import Kept, Looked
from sorbo_core.shared.errors import Unavailable
from support.caching import LIFETIMES, Library, Watch, cache_of


class Desk:
    """One process: its cache, in front of a library that others may share."""

    def __init__(self, library: Library, cache: Cache[int]) -> None:
        self.library = library
        self.cache = cache

    async def ask(self, key: str = "a") -> tuple[int, Source]:
        found = await self.asking(key)
        assert found is not None
        return found.kept.value, found.source

    async def asking(self, key: str = "a") -> Found[int] | None:
        return await self.cache.get(key, partial(self.library.make, key))

    async def write(self, key: str = "a") -> None:
        self.library.numbers[key] += 1
        await self.cache.invalidate([key])


@pytest.fixture
def now() -> Watch:
    return Watch()


@pytest.fixture
def desk(now: Watch) -> Desk:
    return Desk(Library(now), cache_of(now))


async def shared_desks(now: Watch) -> tuple[Desk, Desk]:
    library, tier = Library(now), MemorySharedTier[int](now=now)
    desks = Desk(library, cache_of(now, tier)), Desk(library, cache_of(now, tier))
    for desk in desks:
        tier.listeners.append(desk.cache.invalidated)
        await desk.cache.open()
    return desks


async def settled() -> None:
    """Let go on what was begun behind an answer."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_what_was_made_is_kept(desk: Desk) -> None:
    assert desk.cache.peek("a") is None
    assert await desk.ask() == (0, Source.MADE)
    kept = desk.cache.peek("a")
    assert kept is not None
    assert kept.value == 0
    assert desk.library.asked == 1


async def test_a_writer_sees_what_it_wrote(desk: Desk) -> None:
    await desk.ask()
    await desk.write()
    assert desk.cache.peek("a") is None
    assert await desk.ask() == (1, Source.MADE)


async def test_many_who_ask_at_once_have_it_made_once(desk: Desk) -> None:
    answers = await asyncio.gather(*(desk.ask() for _ in range(50)))
    assert set(answers) == {(0, Source.MADE)}
    assert desk.library.asked == 1


async def test_who_asks_after_a_write_does_not_get_what_was_begun_before(desk: Desk) -> None:
    desk.library.gate.clear()
    early = asyncio.create_task(desk.ask())
    await settled()
    await desk.write()
    late = asyncio.create_task(desk.ask())
    await settled()
    desk.library.gate.set()
    assert await early == (0, Source.MADE)
    assert await late == (1, Source.MADE)
    kept = desk.cache.peek("a")
    assert kept is not None
    assert kept.value == 1


async def test_who_gives_up_leaves_the_others_their_answer(desk: Desk) -> None:
    desk.library.gate.clear()
    first, second = asyncio.create_task(desk.ask()), asyncio.create_task(desk.ask())
    await settled()
    first.cancel()
    desk.library.gate.set()
    assert await second == (0, Source.MADE)
    assert desk.library.asked == 1


async def test_what_cannot_be_kept_is_not(desk: Desk) -> None:
    assert await desk.asking("a?") is None
    assert await desk.asking("a?") is None
    assert desk.library.asked == 2


async def test_an_answer_is_made_anew_when_its_time_is_over(desk: Desk, now: Watch) -> None:
    await desk.ask()
    now.seconds += LIFETIMES.fresh
    assert desk.cache.peek("a") is None
    assert await desk.ask() == (0, Source.MADE)
    assert desk.library.asked == 2


async def test_while_the_source_is_away_the_last_answer_is_shown_and_said_to_be_stale(
    desk: Desk, now: Watch
) -> None:
    await desk.ask()
    now.seconds += LIFETIMES.fresh
    desk.library.away = True
    assert await desk.ask() == (0, Source.STALE)
    assert await desk.ask() == (0, Source.STALE)
    assert desk.library.asked == 2, "nobody waits for a source that was away a moment ago"
    desk.library.away = False
    now.seconds += 1
    assert await desk.ask() == (0, Source.MADE)


async def test_a_stale_answer_is_shown_for_a_while_only(desk: Desk, now: Watch) -> None:
    await desk.ask()
    now.seconds += LIFETIMES.fresh + LIFETIMES.stale
    desk.library.away = True
    with pytest.raises(Unavailable):
        await desk.ask()


async def test_what_was_invalidated_is_not_shown_even_while_the_source_is_away(desk: Desk) -> None:
    await desk.ask()
    await desk.write()
    desk.library.away = True
    with pytest.raises(Unavailable):
        await desk.ask()


async def test_another_process_takes_what_one_has_made(now: Watch) -> None:
    one, other = await shared_desks(now)
    await one.ask()
    now.seconds += 10
    await other.ask()
    now.seconds += 20
    assert await one.ask() == (0, Source.MADE)
    await settled()

    now.seconds += 10
    assert await other.ask() == (0, Source.SHARED)

    kept = other.cache.peek("a")
    assert kept is not None
    assert other.cache.age(kept) == 10
    assert one.library.asked == 3


async def test_what_is_asked_for_once_is_neither_looked_for_nor_put_into_the_store(now: Watch) -> None:
    tier = CountingTier(now=now)
    desk = Desk(Library(now), cache_of(now, tier))
    await desk.cache.open()

    await desk.ask()
    await settled()
    assert tier.asked == 0

    now.seconds += LIFETIMES.fresh
    await desk.ask()
    await settled()
    assert tier.asked == 2


async def test_what_one_process_writes_the_other_does_not_keep(now: Watch) -> None:
    one, other = await shared_desks(now)
    await one.ask()
    await other.ask()
    await one.write()
    assert other.cache.peek("a") is None
    assert await other.ask() == (1, Source.MADE)


async def test_what_is_made_slowly_does_not_cover_what_another_process_wrote(now: Watch) -> None:
    one, other = await shared_desks(now)
    one.library.gate.clear()
    slow = asyncio.create_task(other.ask())
    await settled()
    await one.write()
    one.library.gate.set()
    assert await slow == (0, Source.MADE)
    await settled()
    assert other.cache.peek("a") is None
    assert await one.ask() == (1, Source.MADE)


async def test_a_process_that_hears_nothing_keeps_nothing(now: Watch) -> None:
    one, other = await shared_desks(now)
    await other.ask()
    other.cache.close()
    assert other.cache.peek("a") is None
    one.library.numbers["a"] += 1
    assert await other.ask() == (1, Source.MADE)
    assert other.cache.peek("a") is None
    await other.cache.open()
    await other.ask()
    assert other.cache.peek("a") is not None


async def test_what_the_store_kept_while_messages_got_lost_is_not_trusted(now: Watch) -> None:
    one, other = await shared_desks(now)
    await other.ask()
    now.seconds += LIFETIMES.fresh
    await other.ask()
    await settled()
    one.library.numbers["a"] += 1
    other.cache.close()

    await other.cache.open(missed=True)

    assert await other.ask() == (1, Source.MADE)


async def test_without_the_shared_store_answers_are_made(now: Watch) -> None:
    tier = AwayTier()
    desk = Desk(Library(now), cache_of(now, tier))
    await desk.cache.open()
    for key in ("a", "b", "c"):
        assert await desk.ask(key) == (0, Source.MADE)
    now.seconds += LIFETIMES.fresh
    for key in ("a", "b"):
        assert await desk.ask(key) == (0, Source.MADE)
    assert tier.asked == 1, "a store that was away a moment ago is not asked"
    now.seconds += 1
    await desk.ask("c")
    assert tier.asked == 2


async def test_a_writer_learns_that_the_others_were_not_told(now: Watch) -> None:
    desk = Desk(Library(now), cache_of(now, AwayTier()))
    await desk.cache.open()
    await desk.ask()
    with pytest.raises(Unavailable):
        await desk.write()
    assert desk.cache.peek("a") is None


class CountingTier(MemorySharedTier[int]):
    """A store that counts how often it is asked."""

    asked = 0

    async def look(self, key: str) -> Looked[int]:
        self.asked += 1
        return await super().look(key)

    async def put(self, key: str, kept: Kept[int], *, mark: int, seconds: float) -> None:
        self.asked += 1
        await super().put(key, kept, mark=mark, seconds=seconds)


class AwayTier(MemorySharedTier[int]):
    """A store that cannot be reached."""

    def __init__(self) -> None:
        super().__init__(now=Watch())
        self.asked = 0

    async def look(self, key: str) -> Looked[int]:  # noqa: ARG002 — as the port has it
        self.asked += 1
        raise Unavailable(part="cache")

    async def invalidate(self, tags: Collection[str]) -> None:  # noqa: ARG002 — as the port has it
        raise Unavailable(part="cache")

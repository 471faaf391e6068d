import asyncio

import pytest
from pymongo import AsyncMongoClient, monitoring

from sorbo_adapters.memory.publication.counters import MemoryCounters
from sorbo_adapters.memory.system import FixedClock
from sorbo_adapters.mongo.content.actualites import MongoActualites
from sorbo_adapters.mongo.publication.counters import MongoCounters
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_core.shared.counting.ports import Counters
from sorbo_core.shared.counting.tally import Tally
from support.build import NOW
from support.repository import kept
from support.site import actualite

WRITERS = 20


class CountersContract:
    async def test_what_was_never_counted_is_left_out(self, counters: Counters) -> None:
        await counters.add({("actualites", "a"): 1})
        assert await counters.read("actualites", ["a", "b"]) == {"a": 1}
        assert await counters.read("actualites", []) == {}

    async def test_additions_add_up_for_each_noun_and_id(self, counters: Counters) -> None:
        await counters.add({("actualites", "a"): 2, ("actualites", "b"): 1, ("publications", "a"): 40})
        await counters.add({("actualites", "a"): 3})
        assert await counters.read("actualites", ["a", "b"]) == {"a": 5, "b": 1}
        assert await counters.read("publications", ["a", "b"]) == {"a": 40}

    async def test_all_things_of_a_noun_add_up(self, counters: Counters) -> None:
        await counters.add(
            {("projet", "z"): 7, ("projets", "a"): 2, ("projets", "é"): 3, ("projetss", "a"): 5}
        )
        totals = [await counters.total(noun) for noun in ("projets", "projet", "emplois")]
        assert totals == [5, 7, 0]

    async def test_nothing_to_add_is_nothing_to_do(self, counters: Counters) -> None:
        await counters.add({})
        assert await counters.read("actualites", ["a"]) == {}

    async def test_concurrent_additions_to_new_counters_all_count(self, counters: Counters) -> None:
        await asyncio.gather(*(counters.add({("actualites", "a"): n}) for n in range(1, WRITERS + 1)))
        assert await counters.read("actualites", ["a"]) == {"a": WRITERS * (WRITERS + 1) // 2}

    async def test_ids_that_look_like_operators_or_paths_are_plain(self, counters: Counters) -> None:
        ids = ["$inc", "a.b", "a/b", "{}"]
        await counters.add({("actualites", id_): 1 for id_ in ids})
        assert await counters.read("actualites", ids) == dict.fromkeys(ids, 1)


class TestMemoryCounters(CountersContract):
    @pytest.fixture
    def counters(self) -> Counters:
        return MemoryCounters()


class TestMongoCounters(CountersContract):
    @pytest.fixture
    def counters(self, database: Database) -> Counters:
        return MongoCounters(database)


class _Writes(monitoring.CommandListener):
    """Counts the commands that change documents."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in {"insert", "update", "delete", "findAndModify", "bulkWrite"}:
            self.sent.append(event.command_name)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


async def test_a_thousand_views_are_a_handful_of_writes_and_no_change(
    mongo_url: str, database: Database
) -> None:
    actualites = MongoActualites(database)
    shown = [await actualites.add(actualite()) for _ in range(20)]
    writes = _Writes()
    client: AsyncMongoClient[Document] = AsyncMongoClient(mongo_url, event_listeners=[writes])
    async with client:
        counters = MongoCounters(client[database.name])
        tally = Tally(counters=counters, clock=FixedClock(NOW))
        for n in range(1000):
            tally.count("actualites", shown[n % 20].id, by=f"visitor {n}")
            if n % 250 == 249:
                await tally.flush()
        counted = await counters.read("actualites", [each.id for each in shown])
    assert list(counted.values()) == [50] * 20
    assert writes.sent == ["update"] * 4
    assert [await actualites.get(each.id) for each in shown] == [kept(each) for each in shown]

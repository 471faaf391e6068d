"""Paging through ten thousand records while others come and go, on a real MongoDB."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count

import msgspec
import pymongo
import pytest
import pytest_asyncio

from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_core.catalogue.formation import FORMATIONS, Formation
from sorbo_core.shared.money import Money
from sorbo_core.shared.query import MAX_LIMIT, ListQuery
from support.build import formation, later

MANY = 10_000
_AT_ONCE = 500
_STAYS = "stays"
_LONG = 60


@pytest_asyncio.fixture
async def crowded(database: Database) -> AsyncIterator[Database]:
    """A database that is emptied after a test: whoever is next may not wait for so long."""
    yield database
    with pymongo.timeout(_LONG):
        await database[MongoFormations.name].delete_many({})


def _some(n: int, kind: str) -> Formation:
    """Return one of many, of which many have the same title, price or instant, and some have none."""
    draft = formation(
        id=f"{kind}-{n:05}",
        title=f"Titre {n * 7919 % 90}",
        price=Money(n * 31 % 50 * 1000) if n % 9 else None,
        slug=f"{kind}-{n}",
    )
    return draft.publish(at=later(minutes=n * 13 % 400)) if n % 5 else draft


async def _store(database: Database, entities: list[Formation]) -> None:
    """Store entities without their events, many at once."""
    fields = [encoded(msgspec.structs.replace(each, version=1, events=())) for each in entities]
    documents = [{"_id": each.pop("id"), **each} for each in fields]
    for start in range(0, len(documents), _AT_ONCE):
        await database[MongoFormations.name].insert_many(documents[start : start + _AT_ONCE], ordered=False)


async def _come_and_go(database: Database, turns: asyncio.Queue[int], done: asyncio.Event) -> None:
    """Insert and delete all over the list until told to stop; tell of each turn."""
    for turn in count():
        if done.is_set():
            return
        batch = range(turn * 20, turn * 20 + 20)
        await _store(database, [_some(n * 457, "comes") for n in batch])
        gone = [f"goes-{n * 7 % MANY:05}" for n in batch] + [f"comes-{n * 457:05}" for n in batch if n % 3]
        await database[MongoFormations.name].delete_many({"_id": {"$in": gone}})
        turns.put_nowait(turn)


@pytest.mark.parametrize("sort", ["title", "-price", "-publishedAt,title"])
async def test_nothing_that_stayed_is_dropped_and_nothing_is_repeated(crowded: Database, sort: str) -> None:
    entities = [_some(n, _STAYS if n % 2 else "goes") for n in range(MANY)]
    await _store(crowded, entities)
    formations, done = MongoFormations(crowded), asyncio.Event()
    turns: asyncio.Queue[int] = asyncio.Queue()
    query = ListQuery(sort=FORMATIONS.sorts[sort], limit=MAX_LIMIT)
    seen: list[str] = []
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_come_and_go(crowded, turns, done))
        while True:
            page = await formations.list(query)
            seen += [each.id for each in page.items]
            if page.next is None:
                break
            await turns.get()
            query = msgspec.structs.replace(query, after=page.next)
        done.set()
    assert len(seen) == len(set(seen))
    assert {each.id for each in entities if each.id.startswith(_STAYS)} <= set(seen)

"""Paging through ten thousand records while others come and go, on a real MongoDB."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import count
from typing import Any

import msgspec
import pymongo
import pytest
import pytest_asyncio

from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_core.catalogue.formation import FORMATIONS, Formation
from sorbo_core.contact.demande import DEMANDES, Demande
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import MAX_LIMIT, Filter, ListQuery, Op
from support.build import demande, formation, later

pytestmark = pytest.mark.exhaustive

MANY = 10_000
_AT_ONCE = 500
_STAYS = "stays"
_LONG = 60
_PUBLIC = (Filter("status", Op.EQ, Status.PUBLIE),)

Make = Callable[[int, str], Entity]


@pytest_asyncio.fixture
async def crowded(database: Database) -> AsyncIterator[Database]:
    """A database that is emptied after a test: whoever is next may not wait for so long."""
    yield database
    with pymongo.timeout(_LONG):
        for name in (MongoFormations.name, MongoDemandes.name):
            await database[name].delete_many({})


def _formation(n: int, kind: str) -> Formation:
    """Return one of many, of which many have the same title, price or instant, and some have none."""
    draft = formation(
        id=f"{kind}-{n:05}",
        title=f"Titre {n * 7919 % 90}",
        price=Money(n * 31 % 50 * 1000) if n % 9 else None,
        slug=f"{kind}-{n}",
    )
    return draft.publish(at=later(minutes=n * 13 % 400)) if n % 5 else draft


def _demande(n: int, kind: str) -> Demande:
    """Return one of many that came at a few instants."""
    return demande(id=f"{kind}-{n:05}", at=later(minutes=n * 13 % 400))


async def _store(database: Database, name: str, entities: Sequence[Entity]) -> None:
    """Store entities without their events, many at once."""
    fields = [encoded(msgspec.structs.replace(each, version=1, events=())) for each in entities]
    documents = [{"_id": each.pop("id"), **each} for each in fields]
    for start in range(0, len(documents), _AT_ONCE):
        await database[name].insert_many(documents[start : start + _AT_ONCE], ordered=False)


class _Crowd:
    """Those who come and go all over a list, a batch for each page that is read."""

    def __init__(self, database: Database, name: str, make: Make) -> None:
        self._database = database
        self._name = name
        self._make = make
        self._done = asyncio.Event()
        self._turns: asyncio.Queue[int] = asyncio.Queue()

    async def come_and_go(self) -> None:
        """Insert and delete until the list is read; tell of each turn."""
        for turn in count():
            if self._done.is_set():
                return
            batch = range(turn * 20, turn * 20 + 20)
            await _store(self._database, self._name, [self._make(n * 457, "comes") for n in batch])
            gone = [f"goes-{n * 7 % MANY:05}" for n in batch] + [
                f"comes-{n * 457:05}" for n in batch if n % 3
            ]
            await self._database[self._name].delete_many({"_id": {"$in": gone}})
            self._turns.put_nowait(turn)

    async def read(self, entities: MongoCollection[Any], query: ListQuery) -> list[str]:
        """Return the ids of the list, of which the next page is read when others have come and gone."""
        seen: list[str] = []
        while True:
            page = await entities.list(query)
            seen += [each.id for each in page.items]
            if page.next is None:
                self._done.set()
                return seen
            await self._turns.get()
            query = msgspec.structs.replace(query, after=page.next)


async def _read(crowd: _Crowd, entities: MongoCollection[Any], query: ListQuery) -> list[str]:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(crowd.come_and_go())
        reading = tasks.create_task(crowd.read(entities, query))
    return reading.result()


@pytest.mark.parametrize(
    ("sort", "filters"),
    [("-price", ()), ("title", _PUBLIC), ("-publishedAt,title", _PUBLIC)],
    ids=["staff", "visitors-title", "visitors-date"],
)
async def test_formations_that_stayed_are_neither_dropped_nor_repeated(
    crowded: Database, sort: str, filters: tuple[Filter, ...]
) -> None:
    entities = [_formation(n, _STAYS if n % 2 else "goes") for n in range(MANY)]
    await _store(crowded, MongoFormations.name, entities)
    query = ListQuery(filters=filters, sort=FORMATIONS.sorts[sort], limit=MAX_LIMIT)
    seen = await _read(_Crowd(crowded, MongoFormations.name, _formation), MongoFormations(crowded), query)
    wanted = {each.id for each in entities if not filters or each.status is Status.PUBLIE}
    assert len(seen) == len(set(seen))
    assert {id_ for id_ in wanted if id_.startswith(_STAYS)} <= set(seen)
    assert len(seen) > len(wanted) / 2


async def test_demandes_that_stayed_are_neither_dropped_nor_repeated(crowded: Database) -> None:
    entities = [_demande(n, _STAYS if n % 2 else "goes") for n in range(MANY)]
    await _store(crowded, MongoDemandes.name, entities)
    query = ListQuery(sort=DEMANDES.sorts[DEMANDES.default_sort], limit=MAX_LIMIT)
    seen = await _read(_Crowd(crowded, MongoDemandes.name, _demande), MongoDemandes(crowded), query)
    assert len(seen) == len(set(seen))
    assert {each.id for each in entities if each.id.startswith(_STAYS)} <= set(seen)

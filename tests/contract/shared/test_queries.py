"""Memory and MongoDB answer every question alike: any condition, any order, any page."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_adapters.mongo.store.client import connect, database_of
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, later
from support.commands.plans import SCRATCH
from support.paging import ids_in_order, walk


class Thing(Entity, frozen=True, kw_only=True):
    """An entity with a field of each type, most of which may be missing."""

    word: str | None
    rank: int | None
    seen: datetime | None
    is_new: bool | None
    tags: tuple[str, ...]


class MongoThings(MongoCollection[Thing]):
    """Things in MongoDB, without an index: what is compared is what comes back."""

    name: ClassVar = SCRATCH
    indexes: ClassVar[tuple[Index, ...]] = ()


# Few different values, so that they meet.
words = st.sampled_from(["", "a", "b", "Z", "é", "$a.b", "🏗"])
ranks = st.integers(-1, 2)
instants = st.integers(0, 2).map(lambda minutes: later(minutes=minutes))
things = st.fixed_dictionaries(
    {
        "word": st.none() | words,
        "rank": st.none() | ranks,
        "seen": st.none() | instants,
        "is_new": st.none() | st.booleans(),
        "tags": st.lists(words, max_size=2).map(tuple),
    }
)
COMPARED = (Op.EQ, Op.NE, Op.GT, Op.GTE, Op.LT, Op.LTE)
SETS = (Op.IN, Op.NIN)
fields: dict[str, st.SearchStrategy[Scalar]] = {"word": words, "rank": ranks, "seen": instants}


@st.composite
def conditions(draw: st.DrawFn) -> Filter:
    """Draw a condition on any field, with a comparison that it may have."""
    path = draw(st.sampled_from([*fields, "is_new", "tags"]))
    if path == "tags":
        several = draw(st.lists(words, max_size=2).map(tuple))
        return draw(st.sampled_from([Filter(path, Op.CONTAINS, draw(words)), Filter(path, Op.ALL, several)]))
    if path == "is_new":
        return Filter(path, draw(st.sampled_from([Op.EQ, Op.NE, Op.EXISTS])), draw(st.booleans()))
    op = draw(st.sampled_from([*COMPARED, *SETS, Op.EXISTS]))
    if op is Op.EXISTS:
        return Filter(path, op, draw(st.booleans()))
    if op in SETS:
        return Filter(path, op, tuple(draw(st.lists(fields[path], max_size=3))))
    return Filter(path, op, draw(fields[path]))


@st.composite
def orders(draw: st.DrawFn) -> tuple[Sort, ...]:
    """Draw an order by none to three different fields, each upwards or downwards."""
    types = {"word": str, "rank": int, "seen": datetime}
    paths = draw(st.lists(st.sampled_from(sorted(types)), max_size=3, unique=True))
    return tuple(Sort(path, descending=draw(st.booleans()), type=types[path]) for path in paths)


@contextmanager
def both(url: str, database: str) -> Iterator[tuple[asyncio.Runner, MemoryCollection[Thing], MongoThings]]:
    """Yield an empty collection in memory and one in MongoDB, and what runs both."""
    with asyncio.Runner() as runner:
        client = connect(url)
        memory = MemoryCollection(SCRATCH, Thing, missing=NotFound)
        mongo = MongoThings(database_of(client, database), Thing, missing=NotFound)
        runner.run(database_of(client, database)[SCRATCH].delete_many({}))
        yield runner, memory, mongo
        runner.run(client.close())


def test_whatever_is_asked_both_give_the_same_pages(mongo_url: str, database_name: str) -> None:
    with both(mongo_url, database_name) as (runner, memory, mongo):

        @given(
            st.lists(things, max_size=9),
            st.lists(conditions(), max_size=2).map(tuple),
            orders(),
            st.integers(1, 4),
        )
        @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
        def agree(
            stated: list[dict[str, Any]],
            filters: tuple[Filter, ...],
            sort: tuple[Sort, ...],
            limit: int,
        ) -> None:
            entities = [
                Thing(id=f"{n}", created_at=NOW, updated_at=NOW, **each) for n, each in enumerate(stated)
            ]
            query = ListQuery(filters=filters, sort=sort, limit=limit)
            runner.run(_filled(memory, mongo, entities))
            remembered = runner.run(walk(memory.list, query))
            assert runner.run(walk(mongo.list, query)) == remembered
            if not filters:
                assert remembered == ids_in_order(entities, query)

        agree()


async def _filled(memory: MemoryCollection[Thing], mongo: MongoThings, entities: list[Thing]) -> None:
    memory._documents.clear()
    await mongo._collection.delete_many({})
    for entity in entities:
        await memory.add(entity)
        await mongo.add(entity)


@pytest.mark.parametrize("path", ["word", "rank", "seen"])
def test_not_equal_finds_exactly_what_equal_does_not(mongo_url: str, database_name: str, path: str) -> None:
    stated: dict[str, Scalar] = {"word": "a", "rank": 1, "seen": NOW}
    some: list[dict[str, Any]] = [stated, dict.fromkeys(stated)]
    entities = [
        Thing(id=f"{n}", created_at=NOW, updated_at=NOW, is_new=None, tags=(), **each)
        for n, each in enumerate(some)
    ]
    with both(mongo_url, database_name) as (runner, memory, mongo):
        runner.run(_filled(memory, mongo, entities))
        for each in (memory, mongo):
            for op, expected in ((Op.EQ, ["0"]), (Op.NE, ["1"])):
                query = ListQuery(filters=(Filter(path, op, stated[path]),))
                assert runner.run(walk(each.list, query)) == expected

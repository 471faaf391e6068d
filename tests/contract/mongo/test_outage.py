"""What the adapters say while MongoDB is away."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from time import monotonic

import pytest
import pytest_asyncio
from pymongo.errors import DuplicateKeyError

from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.contact import MongoDemandes, MongoStaffDirectory
from sorbo_adapters.mongo.creations import MongoCreations
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.indexes import ensure_indexes, index_states
from sorbo_adapters.mongo.store.client import Database, connect, database_of, ping
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.delivery.ports import Claim, Ticket
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import SavedAnswer
from sorbo_core.shared.query import ListQuery
from support.build import NOW, demande, formation
from support.services import MongodFactory

SOON = 3.0
LEASE = timedelta(seconds=30)
TICKET = Ticket(collection="demandes", entity_ids=("1",), token="relay")
CLAIM = Claim(collection="demandes", entity_id="1", token="relay", pending=())
ANSWER = SavedAnswer(status=201, headers={}, body=b"")

Call = Callable[[Database], Awaitable[object]]
CALLS: dict[str, Call] = {
    "ping": ping,
    "ensure indexes": ensure_indexes,
    "index states": index_states,
    "add": lambda db: MongoFormations(db).add(formation()),
    "get": lambda db: MongoFormations(db).get("1"),
    "update": lambda db: MongoFormations(db).update("1", lambda current: current),
    "list": lambda db: MongoFormations(db).list(ListQuery()),
    "version": lambda db: MongoFormations(db).version("1", 1),
    "versions": lambda db: MongoFormations(db).versions("1", limit=1),
    "by slug": lambda db: MongoFormations(db).by_slug("covadis"),
    "by source": lambda db: MongoFormations(db).by_source("1"),
    "by email": lambda db: MongoComptes(db).by_email("personne@example.com"),
    "includes": lambda db: MongoStaffDirectory(db).includes("1"),
    "lease": lambda db: MongoOutbox(db, ["demandes"]).lease(now=NOW, until=NOW, token="relay", most=1),
    "resume": lambda db: MongoOutbox(db, ["demandes"]).resume(TICKET, until=NOW, token="worker"),
    "settle": lambda db: MongoOutbox(db, ["demandes"]).settle(CLAIM, due=NOW),
    "delivered": lambda db: MongoOutbox(db, ["demandes"]).delivered(CLAIM, "1.1", "notify"),
    "backlog": lambda db: MongoDeliveryDesk(db, ["demandes"]).backlog(),
    "begin": lambda db: MongoCreations(db).begin("1", fingerprint="", entity_id="1", now=NOW, lease=LEASE),
    "finish": lambda db: MongoCreations(db).finish("1", ANSWER),
    "abandon": lambda db: MongoCreations(db).abandon("1"),
}


async def refuses(call: Awaitable[object]) -> bool:
    """Tell whether a call says, soon enough, that the database is away."""
    started = monotonic()
    with pytest.raises(Unavailable) as refused:
        await call
    return refused.value.part == "database" and monotonic() - started < SOON


@pytest_asyncio.fixture
async def mongod(mongod_factory: MongodFactory) -> AsyncIterator[Mongod]:
    """A MongoDB of the test's own."""
    async with mongod_factory() as server:
        yield server


async def test_every_call_says_soon_that_the_database_is_away() -> None:
    async with connect("mongodb://127.0.0.1:1/") as client:
        database = database_of(client)
        refused = await asyncio.gather(*(refuses(call(database)) for call in CALLS.values()))
    assert dict(zip(CALLS, refused, strict=True)) == dict.fromkeys(CALLS, True)


async def test_a_database_that_dies_is_missed_soon_and_found_again_when_it_returns(mongod: Mongod) -> None:
    async with connect(mongod.url) as client:
        demandes = MongoDemandes(database_of(client))
        kept = await demandes.add(demande())
        mongod.kill()
        assert all(await asyncio.gather(refuses(demandes.get(kept.id)), refuses(demandes.add(demande()))))
        await mongod.start()
        assert await demandes.get(kept.id) == kept


async def test_a_database_that_no_longer_answers_is_missed_soon(mongod: Mongod) -> None:
    assert mongod.pid is not None
    async with connect(mongod.url) as client:
        demandes = MongoDemandes(database_of(client))
        kept = await demandes.add(demande())
        os.kill(mongod.pid, signal.SIGSTOP)
        try:
            assert all(await asyncio.gather(refuses(demandes.get(kept.id)), refuses(demandes.add(demande()))))
        finally:
            os.kill(mongod.pid, signal.SIGCONT)
        assert await demandes.get(kept.id) == kept


async def test_a_clash_that_no_table_names_is_not_hidden(database: Database) -> None:
    await MongoFormations(database).add(formation(slug="covadis"))
    with pytest.raises(DuplicateKeyError), translated():
        await database["formations"].insert_one({"slugs": ["covadis"]})

"""The local MongoDB."""

import socket

import pytest
from pymongo import AsyncMongoClient
from pymongo.write_concern import WriteConcern

from sorbo_adapters.embedded.errors import PartBroken
from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.ports import LOCALHOST, free_port
from support.services import MongodFactory


async def _write(mongod: Mongod, text: str) -> None:
    async with AsyncMongoClient[dict[str, str]](mongod.url) as client:
        notes = client.get_database("test").get_collection("notes", write_concern=WriteConcern("majority"))
        await notes.insert_one({"_id": text})


async def _written(mongod: Mongod) -> list[str]:
    async with AsyncMongoClient[dict[str, str]](mongod.url) as client:
        return [note["_id"] async for note in client.get_database("test").get_collection("notes").find()]


async def test_it_is_a_replica_set_that_runs_transactions(mongod_factory: MongodFactory) -> None:
    async with mongod_factory() as mongod, AsyncMongoClient[dict[str, int]](mongod.url) as client:
        counts = client.get_database("test").get_collection("counts")
        async with client.start_session() as session, await session.start_transaction():
            await counts.insert_one({"n": 1}, session=session)

        assert await counts.count_documents({}) == 1


async def test_what_it_acknowledged_survives_its_being_killed(mongod_factory: MongodFactory) -> None:
    mongod = mongod_factory()
    await mongod.start()
    await _write(mongod, "kept")
    mongod.kill()
    assert mongod.pid is None

    await mongod.start()
    assert await _written(mongod) == ["kept"]


async def test_killed_it_finds_its_data_on_another_port_while_somebody_sits_mute_on_the_old_one(
    mongod_factory: MongodFactory,
) -> None:
    mongod = mongod_factory()
    await mongod.start()
    await _write(mongod, "first")
    mongod.kill()

    with socket.create_server((LOCALHOST, mongod.port)):
        mongod.port = free_port()
        async with mongod:
            assert await _written(mongod) == ["first"]
            await _write(mongod, "second")
            assert await _written(mongod) == ["first", "second"]


async def test_a_taken_port_is_said_and_the_server_that_has_it_is_left_alone(
    mongod_factory: MongodFactory,
) -> None:
    first, second = mongod_factory(), mongod_factory()
    second.port = first.port
    async with first:
        await _write(first, "kept")

        with pytest.raises(PartBroken, match="MongoDB cannot start: its port was taken"):
            await second.start()

        assert second.pid is None
        assert await _written(first) == ["kept"]


async def test_two_servers_on_the_same_data_are_refused(mongod_factory: MongodFactory) -> None:
    first, second = mongod_factory(), mongod_factory()
    second._folder = first._folder
    async with first:
        with pytest.raises(PartBroken, match="another mongod still works on its data"):
            await second.start()

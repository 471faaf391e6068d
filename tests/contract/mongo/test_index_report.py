"""`sorbo indexes report`, on the real MongoDB."""

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from rich.console import Console

from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.mongod import _Standalone
from sorbo_adapters.embedded.ports import LOCALHOST, free_port
from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.index_report import IndexReport, IndexUse, MayNotAsk, Standing, report_indexes
from sorbo_adapters.mongo.indexes import INDEXES, ensure_indexes
from sorbo_adapters.mongo.store.client import Database, connect, database_of
from sorbo_web.cli.indexes.report import run_report
from support.api import memory_settings

DECLARED = {f"{name}.{index.name}" for name, indexes in INDEXES.items() for index in indexes}
RULES = {
    f"{name}.{index.name}"
    for name, indexes in INDEXES.items()
    for index in indexes
    if index.clash is not None or index.expire_after is not None
}


class Guarded(_Standalone):
    """A MongoDB that knows users; it lets the first one be made by anybody on the same machine."""

    def url_of(self, user: str) -> str:
        return f"mongodb://{user}:{user}@{LOCALHOST}:{self.port}/?authSource=admin"

    def _options(self) -> list[str]:
        return [*super()._options(), "--auth"]

    async def _is_answering(self, pid: int) -> bool:  # noqa: ARG002 — it tells strangers nothing of itself
        try:
            _, writer = await asyncio.open_connection(LOCALHOST, self.port)
        except OSError:
            return False
        writer.close()
        return True


@pytest.fixture
async def guarded(tmp_path: Path) -> AsyncIterator[Guarded]:
    (tmp_path / "data").mkdir()
    program = binaries.find(binaries.MONGODB)
    async with Guarded(
        program=program, folder=tmp_path / "data", log=tmp_path / "log", port=free_port()
    ) as server:
        yield server


@pytest.fixture
async def fresh(mongo_url: str) -> AsyncIterator[Database]:
    """A database whose indexes nobody has used."""
    async with connect(mongo_url) as client:
        database = database_of(client, f"report_{uuid4().hex}")
        await ensure_indexes(database)
        yield database
        await client.drop_database(database)


def named(report: IndexReport, standing: Standing) -> set[str]:
    return {f"{each.collection}.{each.name}" for each in report.indexes if each.standing is standing}


async def test_an_index_is_used_once_something_was_found_by_it(fresh: Database) -> None:
    before = await report_indexes(fresh)
    assert named(before, Standing.USED) == set()
    assert named(before, Standing.RULE) == RULES
    assert named(before, Standing.UNUSED) == DECLARED - RULES

    for key in ("x", "y"):
        await MongoFormations(fresh).by_source(key)

    report = await report_indexes(fresh)
    (used,) = (each for each in report.indexes if each.standing is Standing.USED)
    assert (used.collection, used.name, used.uses) == ("formations", "source_key", 2)
    assert named(report, Standing.UNUSED) == DECLARED - RULES


async def test_what_is_missing_different_or_undeclared_comes_first(fresh: Database) -> None:
    await fresh["formations"].drop_index("outbox_due")
    await fresh["formations"].drop_index("source_key")
    await fresh["formations"].create_index([("source.key", -1)], name="source_key", unique=True)
    await fresh["formations"].create_index([("details.location", 1)], name="once_tried")
    await fresh["of_somebody"].create_index([("x", 1)], name="theirs")

    report = await report_indexes(fresh)

    assert [(each.standing, each.collection, each.name) for each in report.indexes[:4]] == [
        (Standing.MISSING, "formations", "outbox_due"),
        (Standing.DIFFERENT, "formations", "source_key"),
        (Standing.UNDECLARED, "formations", "once_tried"),
        (Standing.UNDECLARED, "of_somebody", "theirs"),
    ]
    assert report.indexes[0] == IndexUse(
        collection="formations", name="outbox_due", standing=Standing.MISSING
    )


async def test_it_says_who_counts_since_when_and_how_large_each_is(database: Database) -> None:
    report = await report_indexes(database)
    assert report.nodes == 1
    assert report.node.startswith("127.0.0.1:")
    assert report.since is not None
    assert report.since <= datetime.now(UTC)
    assert all(each.size and each.since and each.since >= report.since for each in report.indexes)


async def test_who_may_not_ask_is_told_so(guarded: Guarded) -> None:
    async with connect(guarded.url) as client:
        create = {"createUser": "root", "pwd": "root", "roles": ["root"]}
        await client.admin.command(create)
    async with connect(guarded.url_of("root")) as client:
        roles = [{"role": "readWrite", "db": "sorbo"}]
        await client.admin.command({"createUser": "sorbo", "pwd": "sorbo", "roles": roles})
        await client["sorbo"]["formations"].insert_one({})
        assert (await report_indexes(database_of(client, "sorbo"))).since is not None
    async with connect(guarded.url_of("sorbo")) as client:
        with pytest.raises(MayNotAsk):
            await report_indexes(database_of(client, "sorbo"))


@pytest.mark.parametrize("as_json", [False, True])
async def test_the_command_ends_with_1_if_an_index_is_missing(
    mongo_url: str, database: Database, *, as_json: bool
) -> None:
    code, told = await run(mongo_url, database.name, as_json=as_json)
    assert code == 0
    assert "formations" in told

    code, told = await run(mongo_url, "nothing_there", as_json=as_json)
    assert code == 1
    if as_json:
        assert named(msgspec.json.decode(told, type=IndexReport), Standing.MISSING) == DECLARED
    else:
        assert {line.split()[1] for line in told.splitlines() if line.startswith("missing")} == DECLARED
        assert f"{len(DECLARED)} missing" in told


async def run(mongo_url: str, database: str, *, as_json: bool) -> tuple[int, str]:
    screen = io.StringIO()
    where = {"SORBO_MONGO_URL": mongo_url, "SORBO_MONGO_DATABASE": database}
    settings = memory_settings(SORBO_STORAGE="mongo", SORBO_SMTP_URL="smtp://127.0.0.1:1", **where)
    console = Console(file=screen, width=110)
    code = await asyncio.to_thread(run_report, settings, console, as_json=as_json)
    return code, screen.getvalue()

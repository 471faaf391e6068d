"""An import that is cut off in the middle, and the one that completes it."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from bson import ObjectId
from pymongo import AsyncMongoClient

from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.security.signing_key import new_signing_key
from support.existing_site import CONTACTS
from support.program import Program, eventually
from support.services import MongodFactory

MANY = 600
Client = AsyncMongoClient[dict[str, Any]]
CutOff = Callable[[Program, Mongod], Awaitable[object]]


class Move:
    """Many contacts on a server of their own, and the command that takes them over."""

    def __init__(self, source: Mongod, product: Client, product_url: str, folder: Path) -> None:
        self.source = source
        self.database = product[f"cut_{uuid4().hex}"]
        self._folder = folder
        self._settings = {
            "SORBO_ENV": "development",
            "SORBO_MONGO_URL": product_url,
            "SORBO_MONGO_DATABASE": self.database.name,
            "SORBO_SMTP_URL": "smtp://127.0.0.1:1",
            "SORBO_SIGNING_KEY": new_signing_key(),
        }

    async def run(self, *, cut_off: CutOff | None = None) -> tuple[int, str]:
        """Run the command; return its exit code and what it said."""
        command = ("import", "mongo", self.source.url, "--database", "old")
        program = Program(*command, folder=self._folder, settings=self._settings)
        await program.launch()
        if cut_off is not None:
            await eventually(self.database["demandes"].find_one, every=0.01)
            await cut_off(program, self.source)
        code = await program.ended()
        await program.client.aclose()
        return code, program.output

    async def count(self) -> int:
        return await self.database["demandes"].count_documents({})


@pytest_asyncio.fixture
async def move(mongod_factory: MongodFactory, mongo_url: str, tmp_path: Path) -> AsyncIterator[Move]:
    source = mongod_factory()
    await source.start()
    async with Client(source.url) as old:
        contacts = [{**CONTACTS[0], "_id": ObjectId()} for _ in range(MANY)]
        await old["old"]["contacts"].insert_many(contacts)
    async with Client(mongo_url) as product:
        made = Move(source, product, mongo_url, tmp_path)
        yield made
        await product.drop_database(made.database.name)


@pytest.mark.parametrize(
    ("cut_off", "exit_code", "said"),
    [
        (lambda program, _: program.stop(signal.SIGINT), 130, "The same command again completes it"),
        (lambda program, _: program.kill(), -signal.SIGKILL, ""),
        (lambda _, source: asyncio.to_thread(source.kill), 2, "does not answer"),
    ],
    ids=["interrupted", "killed", "server gone"],
)
async def test_what_was_cut_off_is_completed_by_the_same_command(
    cut_off: CutOff, exit_code: int, said: str, move: Move
) -> None:
    code, output = await move.run(cut_off=cut_off)
    assert (code, said in output, "Traceback" in output) == (exit_code, True, False)
    assert 0 < await move.count() < MANY

    if move.source.pid is None:
        await move.source.start()
    code, output = await move.run()
    assert code == 0, output
    assert await move.count() == MANY

"""An import that is cut off in the middle, and the one that completes it."""

import asyncio
import signal
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from bson import ObjectId, encode
from pymongo import AsyncMongoClient

from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.ports import LOCALHOST
from sorbo_adapters.security.signing_key import new_signing_key
from support.existing_site import CONTACTS
from support.program import Program, eventually
from support.services import MongodFactory

MANY = 400
HELD_AFTER = len(encode(CONTACTS[0])) * MANY // 2
Client = AsyncMongoClient[dict[str, Any]]


class HalfWay:
    """Passes on what a server answers, until half of the documents have come: then it holds the rest."""

    def __init__(self, server_port: int) -> None:
        self.reached = asyncio.Event()
        self._server_port = server_port
        self._passed = 0
        self._links: set[asyncio.Task[None]] = set()

    async def open(self) -> str:
        """Listen; return the URL."""
        self._listener = await asyncio.start_server(self._accept, LOCALHOST, 0)
        (socket,) = self._listener.sockets
        # A driver that is told of a replica set would go to its member, past us.
        return f"mongodb://{LOCALHOST}:{socket.getsockname()[1]}/?directConnection=true"

    async def close(self) -> None:
        """Listen no longer, and cut what is connected."""
        self._listener.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        link = asyncio.get_running_loop().create_task(self._link(reader, writer))
        self._links.add(link)
        link.add_done_callback(self._links.discard)

    async def _link(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(OSError), closing(writer):
            answers, questions = await asyncio.open_connection(LOCALHOST, self._server_port)
            with closing(questions):
                asking = asyncio.create_task(self._ask(reader, questions))
                try:
                    await self._answer(answers, writer)
                finally:
                    asking.cancel()
                    await asyncio.gather(asking, return_exceptions=True)

    async def _ask(self, reader: StreamReader, questions: StreamWriter) -> None:
        while data := await reader.read(1 << 16):
            questions.write(data)
            await questions.drain()

    async def _answer(self, answers: StreamReader, writer: StreamWriter) -> None:
        while data := await answers.read(1 << 12):
            self._passed += len(data)
            if self._passed > HELD_AFTER:
                self.reached.set()
                await asyncio.Event().wait()
            writer.write(data)
            await writer.drain()


class Move:
    """Many contacts on a server of their own, and the command that takes them over."""

    def __init__(self, source: Mongod, product: Client, product_url: str, folder: Path) -> None:
        self.source = source
        self.half_way = HalfWay(source.port)
        self.database = product[f"cut_{uuid4().hex}"]
        self._folder = folder
        self._settings = {
            "SORBO_ENV": "development",
            "SORBO_MONGO_URL": product_url,
            "SORBO_MONGO_DATABASE": self.database.name,
            "SORBO_SMTP_URL": "smtp://127.0.0.1:1",
            "SORBO_SIGNING_KEY": new_signing_key(),
        }

    async def cut_off(self, how: "CutOff") -> tuple[int, str]:
        """Run the command, and cut it off when half of the documents have come."""
        program = await self._launched(await self.half_way.open())
        await self.half_way.reached.wait()
        await eventually(self.database["demandes"].find_one)
        await how(program, self)
        return await self._ended(program)

    async def run(self) -> tuple[int, str]:
        """Run the command to its end; return its exit code and what it said."""
        return await self._ended(await self._launched(self.source.url))

    async def count(self) -> int:
        return await self.database["demandes"].count_documents({})

    async def lose_source(self) -> None:
        """Have the server of the existing site die."""
        await asyncio.to_thread(self.source.kill)
        await self.half_way.close()

    async def _launched(self, url: str) -> Program:
        command = ("import", "mongo", url, "--database", "old")
        program = Program(*command, folder=self._folder, settings=self._settings)
        await program.launch()
        return program

    async def _ended(self, program: Program) -> tuple[int, str]:
        code = await program.ended()
        await program.client.aclose()
        return code, program.output


CutOff = Callable[[Program, Move], Awaitable[object]]


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
        await made.half_way.close()
        await product.drop_database(made.database.name)


@pytest.mark.parametrize(
    ("how", "exit_code", "said"),
    [
        (lambda program, _: program.stop(signal.SIGINT), 130, "The same command again completes it"),
        (lambda program, _: program.kill(), -signal.SIGKILL, ""),
        (lambda _, move: move.lose_source(), 2, "does not answer"),
    ],
    ids=["interrupted", "killed", "server gone"],
)
async def test_what_was_cut_off_is_completed_by_the_same_command(
    how: CutOff, exit_code: int, said: str, move: Move
) -> None:
    code, output = await move.cut_off(how)
    assert (code, said in output, "Traceback" in output) == (exit_code, True, False)
    assert 0 < await move.count() < MANY

    if move.source.pid is None:
        await move.source.start()
    code, output = await move.run()
    assert code == 0, output
    assert await move.count() == MANY

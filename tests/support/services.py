"""The real MongoDB, Valkey and SMTP that tests run against.

`SORBO_TEST_MONGO_URL` and `SORBO_TEST_VALKEY_URL` name running ones; otherwise the suite starts its
own. A service that is neither there nor startable is an error, never a skip.
"""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio

from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.embedded.server import Server
from sorbo_adapters.embedded.valkey import Valkey
from support.commands.plans import unserved
from support.commands.recorder import RECORDER
from support.smtp import MoodySmtp
from support.storage.seaweed import Seaweed

S = TypeVar("S", bound=Server)
MongodFactory = Callable[[], Mongod]
ValkeyFactory = Callable[[], Valkey]


def _server(kind: type[S], part: binaries.Part, directory: Path) -> S:
    folder = directory / "data"
    folder.mkdir()
    return kind(program=binaries.find(part), folder=folder, log=directory / "server.log", port=free_port())


def new_mongod(directory: Path) -> Mongod:
    """Return a MongoDB that is not started, with its own port, its data in the empty directory."""
    return _server(Mongod, binaries.MONGODB, directory)


def new_valkey(directory: Path) -> Valkey:
    """Return a Valkey that is not started, with its own port, its data in the empty directory."""
    return _server(Valkey, binaries.VALKEY, directory)


def new_seaweed(directory: Path) -> Seaweed:
    """Return an S3 server that is not started, with its own ports, its data in the empty directory."""
    folder = directory / "data"
    folder.mkdir()
    return Seaweed(folder=folder, log=directory / "server.log")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def mongo_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """URL of a MongoDB replica set that the whole session shares: use a database of your own.

    It lets operations last longer than the product does: a machine where all tests run at once is
    slow, and none of those that share the server is about its being away. At the end, whatever the
    product asked MongoDB for must be served by an index.
    """
    if given := os.environ.get("SORBO_TEST_MONGO_URL"):
        yield given
        assert await unserved(given, RECORDER.asked.values()) == []
        return
    directory = tmp_path_factory.mktemp("mongod")
    async with new_mongod(directory) as mongod:
        url = f"{mongod.url}&timeoutMS=20000"
        yield url
        faults = await unserved(url, RECORDER.asked.values())
    shutil.rmtree(directory)
    assert faults == [], "\n".join(faults)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """URL of a Valkey that the whole session shares: use a key prefix of your own."""
    if given := os.environ.get("SORBO_TEST_VALKEY_URL"):
        yield given
        return
    directory = tmp_path_factory.mktemp("valkey")
    async with new_valkey(directory) as valkey:
        yield valkey.url
    shutil.rmtree(directory)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def seaweed(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Seaweed]:
    """An S3 server that the whole session shares: use a prefix of your own."""
    directory = tmp_path_factory.mktemp("seaweed")
    server = new_seaweed(directory)
    await server.start()
    yield server
    # It takes its time to stop, and nobody needs its data any more.
    server.kill()
    shutil.rmtree(directory)


@pytest.fixture
def mongod_factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MongodFactory]:
    """Makes MongoDB servers of the test's own, not started, to `start()`, `stop()` and `kill()`."""
    made: list[Mongod] = []

    def make() -> Mongod:
        made.append(new_mongod(tmp_path_factory.mktemp("mongod")))
        return made[-1]

    yield make
    for server in made:
        server.kill()


@pytest.fixture
def valkey_factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyFactory]:
    """Makes Valkey servers of the test's own, not started, to `start()`, `stop()` and `kill()`."""
    made: list[Valkey] = []

    def make() -> Valkey:
        made.append(new_valkey(tmp_path_factory.mktemp("valkey")))
        return made[-1]

    yield make
    for server in made:
        server.kill()


@pytest_asyncio.fixture
async def smtp(tmp_path: Path) -> AsyncIterator[MoodySmtp]:
    """An SMTP server that keeps every mail; `stop()` and `start()` keep its port."""
    async with MoodySmtp(folder=_mail_folder(tmp_path), port=free_port()) as server:
        yield server


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """The mails that `smtp` has kept."""
    return Inbox(_mail_folder(tmp_path))


def _mail_folder(directory: Path) -> Path:
    folder = directory / "mail"
    folder.mkdir(exist_ok=True)
    return folder

"""Two workers, one database and one Valkey: what one writes, the other does not keep."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import httpx
import pytest

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_core.identity.permissions import Role
from sorbo_web.wiring.background.listening import listening
from support.api import Api
from support.mongo_api import mongo_api
from support.program import eventually
from support.services import ValkeyFactory
from support.wire import FORMATIONS, published_formation

HIT, MISS = "sorbo; hit", "sorbo; fwd=miss; stored"


class Worker:
    """One of the processes of the API."""

    def __init__(self, api: Api, visitor: httpx.AsyncClient) -> None:
        self.api = api
        self.visitor = visitor

    async def title(self, path: str) -> str:
        return str((await self.visitor.get(path)).json()["title"])

    async def source(self, path: str) -> str:
        return str((await self.visitor.get(path)).headers.get("cache-status", ""))

    def lose_everything(self) -> None:
        """Empty the process's own tier, as if time had passed or room were short."""
        self.api.container.ports.answers()._process.clear()

    async def rename(self, path: str, title: str) -> None:
        async with self.api.staff(Role.EDITOR) as editor:
            match = {"If-Match": (await editor.get(path)).headers["etag"]}
            changed = await editor.patch(path, json={"title": title}, headers=match)
            assert changed.status_code == 200, changed.text


@pytest.fixture
async def valkey(valkey_factory: ValkeyFactory) -> Valkey:
    valkey = valkey_factory()
    await valkey.start()
    return valkey


@asynccontextmanager
async def worker(mongo_url: str, database_name: str, valkey: Valkey) -> AsyncIterator[Worker]:
    """Start a worker; it keeps answers once it hears the others."""
    settings = {"SORBO_REDIS_URL": valkey.url, "SORBO_CACHE_MEMORY": "33554432"}
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(mongo_api(mongo_url, database_name, **settings))
        await stack.enter_async_context(listening(api.container))
        started = Worker(api, await stack.enter_async_context(api.client()))
        await eventually(lambda: keeps(started))
        yield started


async def keeps(worker: Worker) -> bool:
    return await worker.source("/api/v1/projets") == HIT


@pytest.fixture
async def workers(mongo_url: str, database_name: str, valkey: Valkey) -> AsyncIterator[tuple[Worker, Worker]]:
    async with (
        worker(mongo_url, database_name, valkey) as one,
        worker(mongo_url, database_name, valkey) as other,
    ):
        yield one, other


async def test_what_one_worker_writes_the_other_shows_as_soon_as_it_hears(
    workers: tuple[Worker, Worker],
) -> None:
    one, other = workers
    async with one.api.staff(Role.EDITOR) as editor:
        path = f"{FORMATIONS}/{(await published_formation(editor))['id']}"
    for title in ("Un", "Deux", "Trois"):
        assert await other.title(path) == await one.title(path)

        await one.rename(path, title)

        assert await one.title(path) == title, "a writer sees what it wrote"
        await eventually(partial(shows, other, path, title))


async def shows(worker: Worker, path: str, title: str) -> bool:
    return await worker.title(path) == title


async def test_what_one_worker_has_made_the_other_need_not(workers: tuple[Worker, Worker]) -> None:
    path = f"{FORMATIONS}?limit=3"
    for each in workers:
        assert await each.source(path) == MISS
        each.lose_everything()
    one, other = workers
    assert await one.source(path) == MISS, "what is asked for once is not shared"

    async def is_shared() -> bool:
        other.lose_everything()
        return await other.source(path) == HIT

    await eventually(is_shared)


async def test_a_worker_that_hears_nothing_shows_nothing_old(
    workers: tuple[Worker, Worker], valkey: Valkey
) -> None:
    one, other = workers
    async with one.api.staff(Role.EDITOR) as editor:
        path = f"{FORMATIONS}/{(await published_formation(editor))['id']}"
    await other.title(path)
    valkey.kill()

    async def keeps_nothing() -> bool:
        return not await keeps(other)

    await eventually(keeps_nothing)
    await one.rename(path, "Pendant la panne")
    assert await other.title(path) == "Pendant la panne"

    await valkey.start()
    await eventually(lambda: keeps(other))
    assert await other.title(path) == "Pendant la panne"


async def test_a_valkey_that_hangs_only_slows(workers: tuple[Worker, Worker], valkey: Valkey) -> None:
    one, _ = workers
    assert valkey.pid is not None
    os.kill(valkey.pid, signal.SIGSTOP)
    try:
        answers = [
            (await one.visitor.get(f"{FORMATIONS}?limit={number}")).status_code for number in range(1, 20)
        ]
    finally:
        os.kill(valkey.pid, signal.SIGCONT)

    assert set(answers) == {200}

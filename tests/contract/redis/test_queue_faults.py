"""The queue while its server, or a worker, goes away."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from time import monotonic

import pytest_asyncio
from redis.asyncio import Redis

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_adapters.redis.queue import DocketQueue
from sorbo_core.delivery.queue import Task, TaskHandler
from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background.ending import ended
from support.program import eventually
from support.services import ValkeyFactory

_SOON = 2.5
_PATIENCE = 30


# Takes one task, says so, and never ends it.
_DOOMED = """
import asyncio, sys
from sorbo_adapters.redis.queue import DocketQueue

async def hold(*args):
    print(*args, flush=True)
    await asyncio.Event().wait()

asyncio.run(DocketQueue(sys.argv[1]).work({"do": hold}))
"""


class Counting(TaskHandler):
    """Notes what it has done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    async def __call__(self, *args: str) -> None:
        self.done += args

    async def has_done(self, *names: str) -> None:
        """Return once these are done."""
        await eventually(lambda: _contains(self.done, names), within=_PATIENCE)


async def _contains(found: list[str], names: tuple[str, ...]) -> bool:
    return set(names) <= set(found)


@pytest_asyncio.fixture
async def valkey(valkey_factory: ValkeyFactory) -> AsyncIterator[Valkey]:
    async with valkey_factory() as valkey:
        yield valkey


@pytest_asyncio.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


def queue_on(valkey: Valkey, stack: AsyncExitStack, *, silent: float = 1.0) -> DocketQueue:
    """Return a queue that is closed at the end of the test."""
    queue = DocketQueue(valkey.url, handed_on_after=timedelta(seconds=silent))
    stack.push_async_callback(queue.close)
    return queue


@asynccontextmanager
async def working(queue: DocketQueue, handler: TaskHandler) -> AsyncIterator[asyncio.Task[None]]:
    """Let a worker take tasks meanwhile."""
    worker = asyncio.create_task(queue.work({"do": handler}))
    try:
        yield worker
    finally:
        await ended(worker, patience=_PATIENCE)


async def put(queue: DocketQueue, *names: str) -> None:
    """Put tasks, once the server answers."""
    for name in names:
        await eventually(partial(_is_put, queue, name), within=_PATIENCE)


async def _is_put(queue: DocketQueue, name: str) -> bool:
    try:
        await queue.put(Task(name="do", args=(name,)))
    except Unavailable:
        return False
    return True


async def says_that_it_is_away(queue: DocketQueue) -> None:
    """Check that both calls of a relay end soon, and tell of an outage."""
    for call in (queue.depth(), queue.put(Task(name="do", args=("lost",)))):
        started = monotonic()
        try:
            await call
        except Unavailable:
            assert monotonic() - started < _SOON
        else:
            raise AssertionError("it answered")


async def test_without_its_server_it_says_so_soon_and_is_well_after_its_return(
    valkey: Valkey, stack: AsyncExitStack
) -> None:
    queue, handler = queue_on(valkey, stack), Counting()
    await valkey.stop()
    await says_that_it_is_away(queue)
    async with working(queue, handler):
        await valkey.start()
        await put(queue, "first")
        await handler.has_done("first")
        await valkey.stop()
        await says_that_it_is_away(queue)
        await valkey.start()
        await put(queue, "second")
        await handler.has_done("second")


async def test_a_server_that_hangs_is_away(valkey: Valkey, stack: AsyncExitStack) -> None:
    queue = queue_on(valkey, stack)
    assert await queue.depth() == 0
    assert valkey.pid is not None
    os.kill(valkey.pid, signal.SIGSTOP)
    try:
        await says_that_it_is_away(queue)
    finally:
        os.kill(valkey.pid, signal.SIGCONT)
    assert await eventually(lambda: _is_put(queue, "first"), within=_PATIENCE)


async def test_a_server_that_lost_everything_is_worked_with_as_before(
    valkey: Valkey, stack: AsyncExitStack
) -> None:
    queue, handler = queue_on(valkey, stack), Counting()
    async with working(queue, handler):
        await put(queue, "first")
        await handler.has_done("first")
        async with Redis.from_url(valkey.url) as redis:
            await redis.flushall()
        await put(queue, "second")
        await handler.has_done("second")
        await eventually(lambda: _is_empty(queue), within=_PATIENCE)


async def _is_empty(queue: DocketQueue) -> bool:
    return await queue.depth() == 0


async def test_what_a_worker_held_when_it_was_killed_is_done_by_another(
    valkey: Valkey, stack: AsyncExitStack
) -> None:
    queue, handler = queue_on(valkey, stack), Counting()
    await put(queue, "held")
    doomed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _DOOMED, valkey.url, stdout=asyncio.subprocess.PIPE
    )
    assert doomed.stdout is not None
    async with asyncio.timeout(_PATIENCE):
        assert await doomed.stdout.readline() == b"held\n"
    doomed.kill()
    await doomed.wait()
    async with working(queue, handler):
        await handler.has_done("held")


async def test_what_a_worker_still_holds_is_nobody_elses(valkey: Valkey, stack: AsyncExitStack) -> None:
    class Slow(Counting):
        async def __call__(self, *args: str) -> None:
            await super().__call__(*args)
            await asyncio.sleep(3 * silent)

    silent = 0.5
    queue, slow, other = queue_on(valkey, stack, silent=silent), Slow(), Counting()
    await put(queue, "held")
    async with working(queue, slow):
        await slow.has_done("held")
        async with working(queue_on(valkey, stack, silent=silent), other):
            await eventually(lambda: _is_empty(queue), within=_PATIENCE)
    assert other.done == []

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
import pytest_asyncio

from sorbo_adapters.memory.delivery.queue import MemoryQueue
from sorbo_adapters.redis.queue import DocketQueue
from sorbo_core.delivery.queue import Queue, Task, TaskHandler
from sorbo_web.wiring.background.ending import ended
from support.program import eventually

_DEADLINE = 10


class Noting(TaskHandler):
    """Notes what it was given; `gate` keeps it waiting."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, ...]] = []
        self.done: list[tuple[str, ...]] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, *args: str) -> None:
        self.begun.append(args)
        await self.gate.wait()
        self.done.append(args)

    async def has_begun(self, count: int) -> None:
        """Return once this many tasks have begun."""
        await eventually(lambda: self._reached(self.begun, count), within=_DEADLINE, every=0.001)

    async def has_done(self, count: int) -> None:
        """Return once this many tasks are done."""
        await eventually(lambda: self._reached(self.done, count), within=_DEADLINE, every=0.001)

    async def _reached(self, tasks: list[tuple[str, ...]], count: int) -> bool:
        return len(tasks) >= count


@asynccontextmanager
async def worker(queue: Queue, **handlers: TaskHandler) -> AsyncIterator[None]:
    """Let a worker take tasks meanwhile."""
    working = asyncio.create_task(queue.work(handlers))
    try:
        yield
    finally:
        await ended(working, patience=10)


@asynccontextmanager
async def closing(queue: DocketQueue) -> AsyncIterator[DocketQueue]:
    """Close the queue at the end."""
    try:
        yield queue
    finally:
        await queue.close()


def task(*args: str, name: str = "note") -> Task:
    return Task(name=name, args=args)


class QueueContract:
    async def test_a_task_is_done_with_its_arguments(self, queue: Queue) -> None:
        noting = Noting()
        await queue.put(task("one", "été", "$where"))
        await queue.put(task())
        async with worker(queue, note=noting):
            await noting.has_done(2)
        assert sorted(noting.done) == [(), ("one", "été", "$where")]

    async def test_what_waits_and_what_is_under_way_is_its_depth(self, queue: Queue) -> None:
        noting = Noting()
        noting.gate.clear()
        assert await queue.depth() == 0
        for n in range(3):
            await queue.put(task(str(n)))
        assert await queue.depth() == 3
        async with worker(queue, note=noting):
            await noting.has_begun(2)
            assert await queue.depth() == 3
            noting.gate.set()
            await noting.has_done(3)
            await eventually(lambda: self._is_empty(queue), within=_DEADLINE)

    async def test_each_task_is_one_workers(self, queue: Queue) -> None:
        noting = Noting()
        async with worker(queue, note=noting), worker(queue, note=noting):
            for n in range(40):
                await queue.put(task(str(n)))
            await noting.has_done(40)
            await eventually(lambda: self._is_empty(queue), within=_DEADLINE)
        assert sorted(int(each[0]) for each in noting.done) == list(range(40))

    async def test_a_worker_does_as_many_side_by_side_as_it_may(self, queue: Queue) -> None:
        noting = Noting()
        noting.gate.clear()
        for n in range(5):
            await queue.put(task(str(n)))
        async with worker(queue, note=noting):
            await noting.has_begun(2)
            # A worker that took more would have: this one answers others meanwhile.
            await queue.depth()
            assert len(noting.begun) == 2
            noting.gate.set()
            await noting.has_done(5)

    async def test_a_task_that_nobody_knows_is_dropped(self, queue: Queue) -> None:
        noting = Noting()
        await queue.put(task(name="forgotten"))
        await queue.put(task("known"))
        async with worker(queue, note=noting):
            await noting.has_done(1)
            await eventually(lambda: self._is_empty(queue), within=_DEADLINE)

    async def test_a_worker_that_is_stopped_finishes_what_it_has_begun(self, queue: Queue) -> None:
        noting = Noting()
        noting.gate.clear()
        await queue.put(task())
        async with asyncio.timeout(_DEADLINE):
            async with worker(queue, note=noting):
                await noting.has_begun(1)
                asyncio.get_running_loop().call_later(0.05, noting.gate.set)
        assert noting.done == [()]
        assert await queue.depth() == 0

    async def test_what_waits_while_no_worker_runs_is_done_by_the_next(self, queue: Queue) -> None:
        first, second = Noting(), Noting()
        async with worker(queue, note=first):
            await queue.put(task("1"))
            await first.has_done(1)
        await queue.put(task("2"))
        async with worker(queue, note=second):
            await second.has_done(1)
        assert (first.done, second.done) == ([("1",)], [("2",)])

    async def _is_empty(self, queue: Queue) -> bool:
        return await queue.depth() == 0


class TestMemoryQueue(QueueContract):
    @pytest.fixture
    def queue(self) -> Queue:
        return MemoryQueue(at_once=2)


class TestDocketQueueInMemory(QueueContract):
    @pytest_asyncio.fixture
    async def queue(self) -> AsyncIterator[Queue]:
        async with closing(DocketQueue(f"memory://{uuid4().hex}", at_once=2)) as queue:
            yield queue


class TestDocketQueueOnValkey(QueueContract):
    @pytest_asyncio.fixture
    async def queue(self, valkey_url: str) -> AsyncIterator[Queue]:
        async with closing(DocketQueue(valkey_url, name=f"test:{uuid4().hex}", at_once=2)) as queue:
            yield queue

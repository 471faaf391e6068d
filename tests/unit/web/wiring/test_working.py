"""What goes on for as long as the process runs: what is repeated, and the worker beside it."""

import asyncio
from collections.abc import Iterator

import pytest
from loguru import logger

from sorbo_adapters.memory.delivery.queue import MemoryQueue
from sorbo_core.delivery.queue import Task
from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background import working as module
from sorbo_web.wiring.background.repeating import repeating
from sorbo_web.wiring.background.working import working
from support.program import eventually

_DEADLINE = 5
_AWAY = Unavailable(part="database")


class _Troubled:
    """Work that fails in these ways, one pass after another, and is well after that."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.passes = 0
        self.well = asyncio.Event()

    async def __call__(self, *_: str) -> None:
        self.passes += 1
        if self.failures:
            raise self.failures.pop(0)
        self.well.set()


def _running(name: str) -> list[str]:
    return [task.get_name() for task in asyncio.all_tasks() if task.get_name() == name]


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """The first line of what is logged."""
    written: list[str] = []
    sink = logger.add(lambda line: written.append(line.splitlines()[0]), format="{level} {message}")
    yield written
    logger.remove(sink)


async def test_work_goes_on_after_an_outage_and_after_an_unforeseen_error(lines: list[str]) -> None:
    work = _Troubled(_AWAY, _AWAY, RuntimeError("boom"), _AWAY)

    async def well_again() -> bool:
        return "INFO the relay goes on" in lines

    async with repeating(work, name="relay", interval=0.001):
        await eventually(well_again, within=_DEADLINE, every=0.001)
    assert work.passes >= 5
    assert lines == [
        "WARNING the relay waits: database is away",
        "ERROR a pass of the relay failed; the next one follows",
        "INFO the relay goes on",
    ]


async def test_work_stops_with_the_application() -> None:
    work = _Troubled()
    async with repeating(work, name="relay", interval=60), asyncio.timeout(_DEADLINE):
        await work.well.wait()
        assert _running("relay") == ["relay"]
    assert _running("relay") == []


async def test_work_stops_when_the_application_fails() -> None:
    with pytest.raises(RuntimeError, match="the application"):
        async with repeating(_Troubled(), name="relay", interval=60):
            raise RuntimeError("the application")
    assert _running("relay") == []


async def test_a_worker_goes_on_after_tasks_that_failed(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.001)
    queue, handler = MemoryQueue(at_once=1), _Troubled(_AWAY, _AWAY, RuntimeError("boom"))
    for _ in range(4):
        await queue.put(Task(name="deliver"))
    async with working(queue, {"deliver": handler}), asyncio.timeout(_DEADLINE):
        await handler.well.wait()
    assert lines == [
        "WARNING deliver waits: database is away",
        "ERROR a task deliver failed",
        "INFO deliver goes on",
    ]


async def test_a_task_that_finds_a_part_away_keeps_its_place_for_a_moment() -> None:
    queue, handler = MemoryQueue(at_once=1), _Troubled(*[_AWAY] * 1000)

    async def has_tried() -> bool:
        return handler.passes > 0

    for _ in range(1000):
        await queue.put(Task(name="deliver"))
    async with working(queue, {"deliver": handler}):
        await eventually(has_tried, within=_DEADLINE)
        assert handler.passes < 10


async def test_a_worker_that_stops_finishes_what_it_has_begun_and_begins_nothing_else() -> None:
    queue, begun, go_on = MemoryQueue(at_once=1), asyncio.Event(), asyncio.Event()
    done: list[str] = []

    async def slowly(*args: str) -> None:
        begun.set()
        await go_on.wait()
        done.extend(args)

    for name in ("first", "second"):
        await queue.put(Task(name="do", args=(name,)))
    async with asyncio.timeout(_DEADLINE):
        async with working(queue, {"do": slowly}):
            await begun.wait()
            asyncio.get_running_loop().call_later(0.01, go_on.set)
    assert done == ["first"]
    assert await queue.depth() == 1


async def test_a_worker_whose_queue_fails_starts_again(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fragile(MemoryQueue):
        starts = 0

        async def work(self, handlers: object) -> None:  # noqa: ARG002 — it fails before it looks
            self.starts += 1
            raise RuntimeError("boom")

    async def started_again() -> bool:
        return queue.starts > 2

    monkeypatch.setattr(module, "_PATIENCE", 0.001)
    queue = Fragile()
    async with working(queue, {}):
        await eventually(started_again, within=_DEADLINE, every=0.001)
    assert lines[0] == "ERROR the worker failed; it starts again"

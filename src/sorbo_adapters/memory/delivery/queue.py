"""A queue in memory, for one process, and none at all."""

import asyncio
from collections.abc import Mapping

from sorbo_core.delivery.queue import Queue, Task, TaskHandler
from sorbo_core.shared.errors import Unavailable


class MemoryQueue(Queue):
    """Hands tasks to workers of the same event loop; what it holds goes with the process.

    Args:
        at_once: how many tasks are done side by side.
    """

    def __init__(self, *, at_once: int = 2) -> None:
        self._at_once = at_once
        self._tasks: asyncio.Queue[Task] = asyncio.Queue()
        self._under_way: set[asyncio.Task[object]] = set()

    async def put(self, task: Task) -> None:
        self._tasks.put_nowait(task)

    async def depth(self) -> int:
        return self._tasks.qsize() + len(self._under_way)

    async def work(self, handlers: Mapping[str, TaskHandler]) -> None:
        free = asyncio.Semaphore(self._at_once)
        mine: set[asyncio.Task[object]] = set()

        def ended(doing: asyncio.Task[object]) -> None:
            mine.discard(doing)
            self._under_way.discard(doing)
            free.release()

        try:
            while True:
                await free.acquire()
                task = await self._tasks.get()
                handler = handlers.get(task.name, _drop)
                doing = asyncio.ensure_future(handler(*task.args))
                mine.add(doing)
                self._under_way.add(doing)
                doing.add_done_callback(ended)
        finally:
            if mine:
                await asyncio.wait(mine)

    async def close(self) -> None:
        return


class AbsentQueue(Queue):
    """The queue of an installation that has none: it is always away."""

    async def put(self, task: Task) -> None:  # noqa: ARG002 — it takes none
        raise Unavailable(part="queue")

    async def depth(self) -> int:
        raise Unavailable(part="queue")

    async def work(self, handlers: Mapping[str, TaskHandler]) -> None:  # noqa: ARG002 — idem
        await asyncio.Event().wait()

    async def close(self) -> None:
        return


async def _drop(*_: str) -> None:
    """Do nothing with a task that nobody knows."""

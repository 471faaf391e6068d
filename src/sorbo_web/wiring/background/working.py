"""A worker: takes tasks from the queue for as long as the process runs."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from loguru import logger

from sorbo_core.delivery.queue import Queue, TaskHandler
from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background.ending import ended

_PATIENCE = 1.0
# Who is asked a second time leaves what it has begun to somebody else; no mail takes as long as this.
_FINISHED_WITHIN = 60.0


@asynccontextmanager
async def working(queue: Queue, handlers: Mapping[str, TaskHandler]) -> AsyncIterator[None]:
    """Do tasks in the background; at the end, finish those that are under way."""
    guarded = {name: _Guarded(name, handler) for name, handler in handlers.items()}
    task = asyncio.create_task(_work_for_ever(queue, guarded), name="worker")
    try:
        yield
    finally:
        await ended(task, patience=_FINISHED_WITHIN)


async def _work_for_ever(queue: Queue, handlers: Mapping[str, TaskHandler]) -> None:
    while True:
        try:
            await queue.work(handlers)
        except Exception:  # noqa: BLE001 — a worker that stopped would hold mails back unnoticed
            logger.exception("the worker failed; it starts again")
        await asyncio.sleep(_PATIENCE)


class _Guarded(TaskHandler):
    """A handler whose failures end in the log.

    One that finds a part away keeps its place for a moment: the next task would find the same, and
    thousands of them would do nothing but find it.
    """

    def __init__(self, name: str, handler: TaskHandler) -> None:
        self._name = name
        self._handler = handler
        self._away = False

    async def __call__(self, *args: str) -> None:
        try:
            await self._handler(*args)
        except Unavailable as error:
            if not self._away:
                logger.warning("{} waits: {} is away", self._name, error.part)
            self._away = True
            await asyncio.sleep(_PATIENCE)
        except Exception:  # noqa: BLE001 — the queue has nobody to tell
            logger.exception("a task {} failed", self._name)
        else:
            if self._away:
                logger.info("{} goes on", self._name)
            self._away = False

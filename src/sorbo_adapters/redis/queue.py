"""A queue on streams of Valkey or Redis, by pydocket."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from docket import Docket, Worker

from sorbo_adapters.redis.errors import translated
from sorbo_core.delivery.queue import Queue, Task, TaskHandler
from sorbo_core.shared.errors import Unavailable

_PATIENCE = 2.0
_KEEP_NO_RESULTS = timedelta(0)
_SILENT_FOR = timedelta(seconds=5)
# A worker looks this often whether a place is free. While it has one, new tasks wake it at once.
_CHECK_EVERY = timedelta(milliseconds=50)
_RECONNECT_AFTER = timedelta(seconds=1)


class DocketQueue(Queue):
    """Tasks in a stream with a consumer group: what a dead worker held goes to another one.

    Args:
        url: `redis://` or `rediss://`; `memory://NAME` for a queue of this process alone.
        name: of every key (`<name>:…`) and channel, for a user who is restricted to some.
        at_once: how many tasks one worker does side by side.
        handed_on_after: how long a worker may be silent before its tasks are somebody else's.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str = "sorbo:queue",
        at_once: int = 2,
        handed_on_after: timedelta = _SILENT_FOR,
    ) -> None:
        self._docket = Docket(name=name, url=url, execution_ttl=_KEEP_NO_RESULTS)
        self._docket.register(self._perform, names=["perform"])
        self._at_once = at_once
        self._handed_on_after = handed_on_after
        self._handlers: Mapping[str, TaskHandler] = {}
        self._opening = asyncio.Lock()
        self._opened: AsyncExitStack | None = None

    async def put(self, task: Task) -> None:
        async with self._answering() as docket:
            await docket.add("perform")(task.name, list(task.args))

    async def depth(self) -> int:
        async with self._answering() as docket, docket.redis() as redis:
            return int(await redis.xlen(docket.stream_key))

    async def work(self, handlers: Mapping[str, TaskHandler]) -> None:
        self._handlers = handlers
        async with Worker(
            await self._open(),
            concurrency=self._at_once,
            redelivery_timeout=self._handed_on_after,
            reconnection_delay=_RECONNECT_AFTER,
            minimum_check_interval=_CHECK_EVERY,
            schedule_automatic_tasks=False,
        ) as worker:
            # The worker is told to stop rather than cancelled, so that it finishes what it has begun.
            await asyncio.shield(asyncio.ensure_future(worker.run_forever()))

    async def close(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            await opened.aclose()

    async def _perform(self, name: str, args: list[str]) -> None:
        handler = self._handlers.get(name)
        if handler is not None:
            await handler(*args)

    async def _open(self) -> Docket:
        async with self._opening:
            if self._opened is None:
                stack = AsyncExitStack()
                await stack.enter_async_context(self._docket)
                self._opened = stack
        return self._docket

    @asynccontextmanager
    async def _answering(self) -> AsyncIterator[Docket]:
        """Give the docket for one command, which the server answers soon or not at all."""
        try:
            async with asyncio.timeout(_PATIENCE):
                with translated():
                    yield await self._open()
        except TimeoutError as error:
            raise Unavailable(part="queue") from error

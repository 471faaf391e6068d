"""The servers behind `sorbo dev`, for as long as it runs."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.data_dir import DataDir
from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.server import Server
from sorbo_adapters.embedded.smtp import SmtpCatcher
from sorbo_adapters.embedded.valkey import Valkey
from sorbo_web.inbox.mailbox import Mailbox

_SMTP_VARIABLE = "SORBO_SMTP_URL"


class StepState(StrEnum):
    """How far a part is. One that the environment points to is given, and left alone."""

    GIVEN = "given"
    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"
    STOPPED = "stopped"


OnStep = Callable[[str, StepState], None]


class LocalStack(msgspec.Struct, frozen=True, kw_only=True):
    """Where the parts are.

    Attributes:
        directory: where data is kept, a temporary one with `memory`.
        mongo_url, redis_url: empty where there is none, with `memory`.
        mailbox: the mails that were caught, None where the environment gives a mail server.
    """

    directory: Path
    mongo_url: str
    redis_url: str
    smtp_url: str
    mailbox: Mailbox | None


@asynccontextmanager
async def local_stack(
    directory: Path, environ: Mapping[str, str], *, memory: bool = False, on_step: OnStep
) -> AsyncIterator[LocalStack]:
    """Start what the environment does not point to, side by side; stop it at the end.

    With `memory` nothing but the mail catcher is started, and the directory is not touched. Enter
    it in the main thread: on Linux what it starts dies with the thread that started it.

    Raises:
        EmbeddedError: a part is missing or broken, or the directory cannot be had.
    """
    async with AsyncExitStack() as stack:
        if memory:
            directory = Path(stack.enter_context(TemporaryDirectory(prefix="sorbo-")))
        data = DataDir(directory)
        if not memory:
            stack.enter_context(data.held())
        starter = _Starter(stack, data, environ, on_step)
        mongo_url = redis_url = ""
        if not memory:
            mongo_url, redis_url = await _together(
                starter.server(Mongod, binaries.MONGODB), starter.server(Valkey, binaries.VALKEY)
            )
        smtp_url, mailbox = await starter.mail_catcher()
        yield LocalStack(
            directory=data.root, mongo_url=mongo_url, redis_url=redis_url, smtp_url=smtp_url, mailbox=mailbox
        )


class _Starter:
    def __init__(
        self, stack: AsyncExitStack, data: DataDir, environ: Mapping[str, str], on_step: OnStep
    ) -> None:
        self._stack = stack
        self._data = data
        self._environ = environ
        self._on_step = on_step

    async def server(self, kind: type[Server], part: binaries.Part) -> str:
        if given := self._environ.get(part.variable):
            self._on_step(part.title, StepState.GIVEN)
            return given
        name = part.title.lower()
        server = kind(
            program=binaries.find(part),
            folder=self._data.folder(name),
            log=self._data.log(name),
            port=self._data.port(name),
        )
        await self._start(part.title, server)
        return server.url

    async def mail_catcher(self) -> tuple[str, Mailbox | None]:
        if given := self._environ.get(_SMTP_VARIABLE):
            self._on_step(SmtpCatcher.title, StepState.GIVEN)
            return given, None
        folder = self._data.folder("mail")
        catcher = SmtpCatcher(folder=folder, port=self._data.port("smtp"))
        await self._start(SmtpCatcher.title, catcher)
        return catcher.url, Inbox(folder)

    async def _start(self, title: str, server: Server | SmtpCatcher) -> None:
        self._on_step(title, StepState.STARTING)
        await server.start()
        self._stack.push_async_callback(self._stop, title, server)
        self._on_step(title, StepState.READY)

    async def _stop(self, title: str, server: Server | SmtpCatcher) -> None:
        self._on_step(title, StepState.STOPPING)
        await server.stop()
        self._on_step(title, StepState.STOPPED)


async def _together(*starts: Coroutine[None, None, str]) -> list[str]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(start) for start in starts]
    except ExceptionGroup as failures:
        # One sentence at a time: whoever mends the first sees the next.
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]

"""`sorbo dev`: everything on this machine, with one command."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec
import uvloop
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar.types import ASGIApp
from rich.console import Console

from sorbo_adapters.embedded.errors import EmbeddedError
from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_web.asgi import behind_proxies
from sorbo_web.cli.dev.account import FILE, Account, open_account
from sorbo_web.cli.dev.environment import running_environment, stack_settings
from sorbo_web.cli.dev.panel import Steps, panel
from sorbo_web.cli.dev.reference_site import reference_site, with_site
from sorbo_web.cli.dev.sample import load_all
from sorbo_web.cli.dev.stack import LocalStack, local_stack
from sorbo_web.cli.environment import RUNNING
from sorbo_web.cli.network import port_problem
from sorbo_web.inbox.app import InboxApp, with_inbox
from sorbo_web.wiring.application import build_app
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import Settings, SettingsError

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class DevOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The options of the command."""

    host: str
    port: int
    data_dir: Path
    sample: bool
    memory: bool


def run_dev(options: DevOptions) -> int:
    """Run until Ctrl-C or SIGTERM; return the exit code. What it started ends with it."""
    console = Console(stderr=True)
    problem = port_problem(options.host, options.port, option="--port")
    if problem is not None:
        console.print(problem, style="red", highlight=False, soft_wrap=True)
        return 1
    try:
        uvloop.run(_run(options, console))
    except (EmbeddedError, SettingsError) as error:
        console.print(str(error), style="red", highlight=False, soft_wrap=True)
        return 1
    return 0


async def _run(options: DevOptions, console: Console) -> None:
    _cancel_on_signals()
    steps = Steps(console)
    with suppress(asyncio.CancelledError):
        async with local_stack(
            options.data_dir, os.environ, memory=options.memory, on_step=steps.show
        ) as stack:
            settings = stack_settings(options, stack)
            configure_logs(settings)
            container = build_container(settings)
            account = await _prepare(container, options, stack)
            app = behind_proxies(build_app(container), settings)
            if stack.mailbox is not None:
                app = with_inbox(app, InboxApp(stack.mailbox))
            site = reference_site()
            if site is not None:
                app = with_site(app, site)
            async with _serving(app, settings) as ended:
                with running_environment(settings, stack.directory / RUNNING.name):
                    shown = panel(settings, account, stack, memory=options.memory, site=site is not None)
                    console.print(shown)
                    await asyncio.shield(ended)


async def _prepare(container: Container, options: DevOptions, stack: LocalStack) -> Account:
    if not options.memory:
        await ensure_indexes(container.ports.database())
    account = await open_account(container, stack.directory / FILE)
    loaded = stack.directory / "sample-loaded"
    if options.sample and not loaded.exists():
        await load_all(container)
        loaded.touch()
    return account


@asynccontextmanager
async def _serving(app: ASGIApp, settings: Settings) -> AsyncIterator[asyncio.Task[None]]:
    """Serve the application in this process and loop; at the end, requests in flight finish."""
    server = Server(
        app, settings.host, settings.port, interface=Interfaces.ASGI, log_enabled=False, websockets=False
    )
    task = asyncio.create_task(server.serve(), name="serve")
    try:
        await _accepting(settings, task)
        yield task
    finally:
        server.stop()  # type: ignore[no-untyped-call]  # the library says nothing of it
        await task


async def _accepting(settings: Settings, task: asyncio.Task[None]) -> None:
    """Return once a connection is accepted; raise what ended the server if it ended instead."""
    while True:
        if task.done():
            await task
        try:
            _, writer = await asyncio.open_connection(settings.host, settings.port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return


def _cancel_on_signals() -> None:
    """Let Ctrl-C and SIGTERM cancel this task wherever it is: every context is left in good order."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    for number in _SIGNALS:
        if task is not None:
            loop.add_signal_handler(number, task.cancel)

"""`sorbo worker`: the work behind the API, in a process of its own."""

import asyncio
import os
import signal

import uvloop
from loguru import logger
from prometheus_client import start_http_server

from sorbo_core.files.intake.folder import remove_left_behind
from sorbo_web.cli.environment import settings_or_exit
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.background.work import at_work, measuring
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import Settings
from sorbo_web.worker_process import settle


def run() -> None:
    """Work as the environment says."""
    run_worker(settings_or_exit(os.environ))


def run_worker(settings: Settings, *, metrics_port: int = 0) -> None:
    """Work until SIGINT or SIGTERM; deliveries that are under way are finished first."""
    configure_logs(settings)
    if metrics_port:
        start_http_server(metrics_port, addr="127.0.0.1")
    uvloop.run(_work(build_container(settings)))


async def _work(container: Container) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await asyncio.to_thread(remove_left_behind)
    try:
        async with measuring(container), at_work(container):
            settle()
            logger.info("the worker is ready")
            await stopped.wait()
    finally:
        await close_clients(container)

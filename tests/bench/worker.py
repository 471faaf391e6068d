"""A worker as `sorbo worker` runs it, but for its mailer, which keeps in memory what it is given."""

import asyncio
import json
import os
import signal
import time

import uvloop
from dependency_injector import providers

from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_core.mailing.suppressing_mailer import SuppressingMailer
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.background.work import at_work
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import load_settings


async def work() -> None:
    """Work until SIGTERM; then tell how many mails were sent, and the CPU seconds that it took."""
    settings = load_settings(os.environ)
    configure_logs(settings)
    container, mailer, stopped = build_container(settings), MemoryMailer(), asyncio.Event()
    ports = container.ports
    respecting = SuppressingMailer(mailer=mailer, suppressions=ports.suppressions(), clock=ports.clock())
    ports.mailer.override(providers.Object(respecting))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    print("ready", flush=True)
    before = time.process_time()
    async with at_work(container):
        await stopped.wait()
    told = {"mails": len(mailer.sent), "cpu_seconds": time.process_time() - before}
    await close_clients(container)
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    uvloop.run(work())

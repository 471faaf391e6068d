"""How fast events drain, and what the API's readers feel of it.

10 000 requests wait, each with its event and the two mails, the notification and the look for
webhooks that follow. One worker, on a core of its own, hands the mails to a mailer in memory; the
servers, the API and its one reader share the other core.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import msgspec

from bench.command import parser_of, run
from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_core.contact.demande import Subject
from sorbo_core.delivery.ports import DeliveryDesk
from sorbo_core.identity.permissions import Role
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.settings import load_settings
from support.program import Program
from support.services import new_mongod, new_valkey

AIM = 500
READS_PER_SECOND = 50
_MANY = "1000000"
_SIDE_BY_SIDE = 50


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured.

    Attributes:
        events_per_second: from the worker's start until nothing waits.
        cpu_ms_per_event: of the worker's process.
        p99_quiet_ms, p99_draining_ms: of a public list of the API.
    """

    events: int
    mails: int
    events_per_second: float
    cpu_ms_per_event: float
    p99_quiet_ms: float
    p99_draining_ms: float

    def lines(self) -> list[str]:
        """Return the figures in words."""
        rate, cpu = self.events_per_second, self.cpu_ms_per_event
        quiet, draining = self.p99_quiet_ms, self.p99_draining_ms
        return [
            f"{self.events} events drained, {self.mails} mails sent",
            f"events per second     {rate:8.0f}   ÷ aim of {AIM}: {rate / AIM:.2f}",
            f"worker's CPU, ms each {cpu:8.2f}   with all of a core: {1000 / cpu:.0f} a second",
            f"p99 of a list, ms     {draining:8.2f}   ÷ without ({quiet:.2f}): {draining / quiet:.2f}",
        ]


async def measured(events: int, folder: Path) -> Result:
    """Store the requests, then drain them while a list is read."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[-1:])  # servers and the API inherit it
    async with AsyncExitStack() as stack:
        settings = await _servers(stack, folder)
        container = build_container(load_settings(settings))
        stack.push_async_callback(close_clients, container)
        await _store(container, events)
        reader = await stack.enter_async_context(
            Program("serve", folder=folder, settings=settings | {"SORBO_WORK_IN_API": "false"})
        )
        quiet = await _read_for(reader.client, asyncio.create_task(asyncio.sleep(10)))
        worker = await _worker(settings, cores[0])
        started = time.perf_counter()
        drained = asyncio.create_task(_drained(container.ports.delivery_desk()))
        draining = await _read_for(reader.client, drained)
        seconds = time.perf_counter() - started
        worker.terminate()
        report, _ = await worker.communicate()
    told = json.loads(report.splitlines()[-1])
    return Result(
        events=events,
        mails=told["mails"],
        events_per_second=events / seconds,
        cpu_ms_per_event=told["cpu_seconds"] / events * 1000,
        p99_quiet_ms=_p99_ms(quiet),
        p99_draining_ms=_p99_ms(draining),
    )


async def _servers(stack: AsyncExitStack, folder: Path) -> dict[str, str]:
    for name in ("mongod", "valkey"):
        (folder / name).mkdir()
    mongod = await stack.enter_async_context(new_mongod(folder / "mongod"))
    valkey = await stack.enter_async_context(new_valkey(folder / "valkey"))
    return {
        "SORBO_ENV": "development",
        "SORBO_SECOND_FACTOR_FOR_ADMINS": "false",
        "SORBO_MONGO_URL": mongod.url,
        "SORBO_REDIS_URL": valkey.url,
        "SORBO_SMTP_URL": "smtp://localhost:1",  # nobody is asked: the worker's mailer is in memory
        "SORBO_SIGNING_KEY": new_signing_key(),
        "SORBO_READS_PER_MINUTE": _MANY,
    }


async def _store(container: Container, events: int) -> None:
    await ensure_indexes(container.ports.database())
    await container.identity.create_compte()(
        email="admin@example.com", name="Administration", role=Role.ADMIN, password="une phrase assez longue"
    )
    submit = container.contact.submit_demande()

    async def store(number: int) -> None:
        await submit(
            id=f"demande-{number:06}",
            name="Service des achats",
            email="achats@example.com",
            phone=None,
            subject=Subject.AUTRE,
            message="Une question, s'il vous plaît.",
            details=None,
        )

    for first in range(0, events, _SIDE_BY_SIDE):
        await asyncio.gather(*map(store, range(first, min(events, first + _SIDE_BY_SIDE))))


async def _worker(settings: dict[str, str], core: int) -> asyncio.subprocess.Process:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("SORBO_")} | settings
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("worker.py")),
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, [core]),
    )
    assert worker.stdout is not None
    assert await worker.stdout.readline() == b"ready\n"
    return worker


async def _drained(desk: DeliveryDesk) -> None:
    while (await desk.backlog()).entities:  # noqa: ASYNC110 — the work is another process's
        await asyncio.sleep(0.2)


async def _read_for(client: httpx.AsyncClient, until: asyncio.Task[None]) -> list[float]:
    """Read a list at an even pace until the task ends; return the seconds that each took."""
    taken = []
    while not until.done():
        started = time.perf_counter()
        answer = await client.get("/api/v1/formations")
        answer.raise_for_status()
        taken.append(time.perf_counter() - started)
        await asyncio.sleep(1 / READS_PER_SECOND)
    await until
    return taken


def _p99_ms(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[-1] * 1000


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    run(parser, lambda folder, given: measured(given.events, folder))


if __name__ == "__main__":
    main()

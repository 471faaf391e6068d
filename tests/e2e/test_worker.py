"""`sorbo worker` beside an API that only answers."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest_asyncio
from redis.asyncio import Redis

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.embedded.ports import free_port
from support.program import Program, eventually
from support.smtp import MoodySmtp

from .conftest import Servers
from .test_crashes import DEMANDE

_MAILS = 2


@pytest_asyncio.fixture
async def api(servers: Servers, tmp_path: Path) -> AsyncIterator[Program]:
    """An API that leaves the work to workers."""
    settings = servers.settings | {"SORBO_WORK_IN_API": "false"}
    async with Program("serve", folder=tmp_path, settings=settings, port=free_port()) as api:
        yield api


@pytest_asyncio.fixture
async def worker(servers: Servers, tmp_path: Path) -> AsyncIterator[Program]:
    """A worker that has yet to be started."""
    folder = tmp_path / "working"
    folder.mkdir()
    worker = Program("worker", folder=folder, settings=servers.settings)
    yield worker
    await worker.stop(signal.SIGKILL)
    await worker.client.aclose()


async def _start(worker: Program) -> None:
    await worker.launch()
    await eventually(lambda: _has_said(worker, "the worker is ready"))


async def _has_said(program: Program, words: str) -> bool:
    return words in program.output


async def _send(api: Program) -> None:
    # Each is another one, though it says the same.
    key = {"Idempotency-Key": uuid4().hex}
    answer = await api.client.post("/api/v1/demandes", json=DEMANDE, headers=key)
    assert answer.status_code == httpx.codes.CREATED, answer.text


async def _has_caught(inbox: Inbox, mails: int) -> bool:
    return len(await inbox.newest()) >= mails


async def _is_measured(api: Program, line: str) -> bool:
    return line in (await api.client.get("/metrics")).text.splitlines()


async def test_the_api_leaves_the_mails_to_a_worker_which_needs_no_queue_for_them(
    api: Program, worker: Program, servers: Servers, inbox: Inbox
) -> None:
    await _send(api)
    await eventually(lambda: _is_measured(api, "sorbo_outbox_entities 1.0"))
    assert await inbox.newest() == []

    await _start(worker)
    await eventually(lambda: _has_caught(inbox, _MAILS))

    await servers.valkey.stop()
    await _send(api)
    await eventually(lambda: _has_caught(inbox, 2 * _MAILS))

    await servers.valkey.start()
    async with Redis.from_url(servers.valkey.url) as redis:
        await redis.flushall()
    await _send(api)
    await eventually(lambda: _has_caught(inbox, 3 * _MAILS), within=60)


async def test_a_worker_that_is_stopped_finishes_the_mail_that_it_sends(
    api: Program, worker: Program, smtp: MoodySmtp, inbox: Inbox
) -> None:
    await _start(worker)
    smtp.answering.clear()
    await _send(api)
    async with asyncio.timeout(20):
        await smtp.receiving.wait()
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0)
    smtp.answering.set()
    assert await stopping == 0
    await _start(worker)
    await eventually(lambda: _has_caught(inbox, _MAILS), within=60)
    assert len(await inbox.newest()) == _MAILS

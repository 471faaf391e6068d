"""Outages of what our processes need: everything arrives afterwards, and none of them is started again."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from redis.asyncio import Redis

from chaos.demandes.experiment import DemandesExperiment
from chaos.evidence import Blackout
from chaos.site.site import Site

_BEFORE, _AFTER = 5, 3
_ONE_MORE_EVERY = 0.5
_LATER = "451 4.3.2 Please try again later"

Outage = Callable[[Site], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def _valkey_flushed(site: Site) -> AsyncIterator[None]:
    async with Redis.from_url(site.servers.valkey.url) as client:
        await client.flushall()
        yield
        await client.flushall()


@asynccontextmanager
async def _valkey_lost(site: Site) -> AsyncIterator[None]:
    """Killed, and started again with nothing of what it had."""
    async with Redis.from_url(site.servers.valkey.url) as client:
        await client.flushall()
    site.servers.valkey.kill()
    async with site.proxies.valkey.away():
        yield
        await site.servers.valkey.start()


@asynccontextmanager
async def _mongodb_killed(site: Site) -> AsyncIterator[None]:
    begins = time.time()
    site.servers.mongod.kill()
    async with site.proxies.mongo.away():
        yield
        await site.servers.mongod.start()
    site.evidence.blackouts.append(Blackout(begins, time.time()))


@asynccontextmanager
async def _smtp_refusing(site: Site) -> AsyncIterator[None]:
    mailbox = site.servers.mailbox
    mailbox.recipient_refusal = mailbox.refusal = _LATER
    yield
    mailbox.recipient_refusal = mailbox.refusal = None


@asynccontextmanager
async def _smtp_gone(site: Site) -> AsyncIterator[None]:
    async with site.proxies.smtp.away():
        yield


# The first of them leaves webhooks under a lease of 60 seconds: rounds pass meanwhile.
FIRST = ("MongoDB killed",)
OUTAGES: dict[str, Outage] = {
    "MongoDB killed": _mongodb_killed,
    "Valkey flushed": _valkey_flushed,
    "Valkey killed, back empty": _valkey_lost,
    "SMTP answers 451": _smtp_refusing,
    "SMTP away": _smtp_gone,
}


async def suffer(name: str, site: Site, *, seconds: float) -> DemandesExperiment:
    """Let visitors send demandes before, during and after an outage of so many seconds."""
    experiment = DemandesExperiment(name, site)
    row = experiment.row(name)
    for _ in range(_BEFORE):
        experiment.send(row)
    # The first of them are under way when it begins.
    await asyncio.sleep(_ONE_MORE_EVERY / 2)
    async with OUTAGES[name](site):
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            experiment.send(row)
            await asyncio.sleep(_ONE_MORE_EVERY)
    for _ in range(_AFTER):
        experiment.send(row)
    return experiment

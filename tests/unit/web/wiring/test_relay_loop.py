"""The relay, running for as long as the application does."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from loguru import logger

from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.ports import Claim
from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background.relay_loop import relaying
from support.build import NOW
from support.program import eventually

_DEADLINE = 5


class _Troubled(MemoryOutbox):
    """An outbox that fails in these ways, one pass after another, and is well after that."""

    def __init__(self, *failures: Exception) -> None:
        super().__init__([])
        self.failures = list(failures)
        self.passes = 0
        self.well = asyncio.Event()

    async def claim(self, *, now: datetime, lease: timedelta, token: str) -> Claim | None:
        self.passes += 1
        if self.failures:
            raise self.failures.pop(0)
        self.well.set()
        return await super().claim(now=now, lease=lease, token=token)


def _relay(outbox: MemoryOutbox) -> RelayEvents:
    return RelayEvents(
        outbox=outbox, subscriptions={}, clock=FixedClock(NOW), ids=SequentialIds(), backoff=Backoff()
    )


def _running() -> list[str]:
    return [task.get_name() for task in asyncio.all_tasks() if task.get_name() == "relay"]


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """The first line of what is logged."""
    written: list[str] = []
    sink = logger.add(lambda line: written.append(line.splitlines()[0]), format="{level} {message}")
    yield written
    logger.remove(sink)


async def test_the_relay_goes_on_after_an_outage_and_after_an_unforeseen_error(lines: list[str]) -> None:
    away = Unavailable(part="database")
    outbox = _Troubled(away, away, RuntimeError("boom"), away)

    async def well_again() -> bool:
        return "INFO the relay goes on" in lines

    async with relaying(_relay(outbox), interval=0.001):
        await eventually(well_again, within=_DEADLINE, every=0.001)
    assert outbox.passes >= 5
    assert lines == [
        "WARNING the relay waits: database is away",
        "ERROR a pass of the relay failed; the next one follows",
        "INFO the relay goes on",
    ]


async def test_the_relay_stops_with_the_application() -> None:
    outbox = _Troubled()
    async with relaying(_relay(outbox), interval=60), asyncio.timeout(_DEADLINE):
        await outbox.well.wait()
        assert _running() == ["relay"]
    assert _running() == []


async def test_the_relay_stops_when_the_application_fails() -> None:
    with pytest.raises(RuntimeError, match="the application"):
        async with relaying(_relay(_Troubled()), interval=60):
            raise RuntimeError("the application")
    assert _running() == []

"""The relay, running for as long as the application does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from loguru import logger

from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_core.shared.errors import Unavailable

_PATIENCE = 0.5


@asynccontextmanager
async def relaying(relay_events: RelayEvents, *, interval: float) -> AsyncIterator[None]:
    """Relay events in the background: one pass every `interval` seconds."""
    task = asyncio.create_task(_relay_for_ever(relay_events, interval), name="relay")
    try:
        yield
    finally:
        while not task.done():
            # Asked again, because asyncio.wait_for of Python 3.11, which drivers use, may swallow it.
            task.cancel()
            await asyncio.wait([task], timeout=_PATIENCE)


async def _relay_for_ever(relay_events: RelayEvents, interval: float) -> None:
    away = False
    while True:
        try:
            await relay_events()
        except Unavailable as error:
            if not away:
                logger.warning("the relay waits: {} is away", error.part)
            away = True
        except Exception:  # noqa: BLE001 — a relay that stopped would hold mails back unnoticed
            logger.exception("a pass of the relay failed; the next one follows")
        else:
            if away:
                logger.info("the relay goes on")
            away = False
        await asyncio.sleep(interval)

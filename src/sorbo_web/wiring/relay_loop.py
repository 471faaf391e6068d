"""The relay, running for as long as the application does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from loguru import logger

from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background import in_background


@asynccontextmanager
async def relaying(relay_events: RelayEvents, *, interval: float) -> AsyncIterator[None]:
    """Relay events in the background: one pass every `interval` seconds."""
    async with in_background(_relay_for_ever(relay_events, interval), name="relay"):
        yield


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

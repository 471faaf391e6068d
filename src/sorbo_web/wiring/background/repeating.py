"""Work that is repeated for as long as the application runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from loguru import logger

from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background.ending import ended


@asynccontextmanager
async def repeating(
    work: Callable[[], Awaitable[object]], *, name: str, interval: float
) -> AsyncIterator[None]:
    """Do the work in the background: one pass every `interval` seconds, whatever became of the last."""
    task = asyncio.create_task(_repeat_for_ever(work, name, interval), name=name)
    try:
        yield
    finally:
        await ended(task)


async def _repeat_for_ever(work: Callable[[], Awaitable[object]], name: str, interval: float) -> None:
    away = False
    while True:
        try:
            await work()
        except Unavailable as error:
            if not away:
                logger.warning("the {} waits: {} is away", name, error.part)
            away = True
        except Exception:  # noqa: BLE001 — work that stopped would hold mails back unnoticed
            logger.exception("a pass of the {} failed; the next one follows", name)
        else:
            if away:
                logger.info("the {} goes on", name)
            away = False
        await asyncio.sleep(interval)

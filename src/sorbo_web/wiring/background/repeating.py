"""Work that is repeated for as long as the application runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from loguru import logger

from sorbo_core.shared.errors import Unavailable

_PATIENCE = 0.5


@asynccontextmanager
async def repeating(
    work: Callable[[], Awaitable[object]], *, name: str, interval: float
) -> AsyncIterator[None]:
    """Do the work in the background: one pass every `interval` seconds, whatever became of the last."""
    task = asyncio.create_task(_repeat_for_ever(work, name, interval), name=name)
    try:
        yield
    finally:
        while not task.done():
            # Asked again, because asyncio.wait_for of Python 3.11, which drivers use, may swallow it.
            task.cancel()
            await asyncio.wait([task], timeout=_PATIENCE)


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

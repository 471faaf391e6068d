"""What this process counts, written every few seconds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from loguru import logger

from sorbo_core.shared.counting.tally import Tally
from sorbo_core.shared.errors import Unavailable
from sorbo_web.wiring.background.repeating import repeating

WRITE_EVERY = 5.0


@asynccontextmanager
async def counting(tally: Tally, *, every: float = WRITE_EVERY) -> AsyncIterator[None]:
    """Write what the tally holds every few seconds, and at the end what is left."""
    try:
        async with repeating(tally.flush, name="counters", interval=every):
            yield
    finally:
        try:
            await tally.flush()
        except Unavailable as error:
            logger.warning("the last counts are lost: {} is away", error.part)

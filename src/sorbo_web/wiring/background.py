"""Work that runs beside the requests, for as long as the application does."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

_PATIENCE = 0.5


@asynccontextmanager
async def in_background(work: Coroutine[None, None, None], *, name: str) -> AsyncIterator[None]:
    """Run work that has no end of its own; cancel it and wait for its end when the application stops."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        while not task.done():
            # Asked again, because asyncio.wait_for of Python 3.11, which drivers use, may swallow it.
            task.cancel()
            await asyncio.wait([task], timeout=_PATIENCE)

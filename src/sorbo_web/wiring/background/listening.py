"""What other processes invalidate, heard for as long as this one serves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sorbo_web.wiring.background.ending import ended
from sorbo_web.wiring.caching import invalidations
from sorbo_web.wiring.container import Container


@asynccontextmanager
async def listening(container: Container) -> AsyncIterator[None]:
    """Listen; without Redis there is nobody to listen to."""
    settings = container.settings()
    if not settings.redis_url:
        yield
        return
    client = container.ports.listening_redis()
    listener = asyncio.create_task(invalidations(client, container.ports.answers()).listen())
    try:
        yield
    finally:
        await ended(listener)
        await client.aclose()
        await client.connection_pool.disconnect()

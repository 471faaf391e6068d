"""Chunks of any size as pieces of one."""

from collections.abc import AsyncIterable, AsyncIterator


async def pieces_of(chunks: AsyncIterable[bytes], *, size: int) -> AsyncIterator[bytes]:
    """Yield what comes in pieces of this size, the last of which may be shorter or empty; one at least."""
    waiting = bytearray()
    async for chunk in chunks:
        waiting += chunk
        while len(waiting) > size:
            yield bytes(waiting[:size])
            del waiting[:size]
    yield bytes(waiting)

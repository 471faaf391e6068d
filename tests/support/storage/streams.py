"""Bytes that come in chunks."""

from collections.abc import AsyncIterable, AsyncIterator

from sorbo_core.files.storage import Storage

CHUNK = 64 * 1024


class SourceBroke(Exception):
    """What was being read cannot be read on."""


async def chunks_of(content: bytes, *, size: int = CHUNK) -> AsyncIterator[bytes]:
    """Yield some bytes, in chunks."""
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def broken_after(content: bytes) -> AsyncIterator[bytes]:
    """Yield some bytes, then break."""
    async for chunk in chunks_of(content):
        yield chunk
    raise SourceBroke


async def together(chunks: AsyncIterable[bytes]) -> bytes:
    """Return all that comes."""
    return b"".join([chunk async for chunk in chunks])


async def put(storage: Storage, key: str, content: bytes = b"content") -> None:
    """Store some bytes."""
    await storage.put(key, chunks_of(content), media_type="application/pdf")


async def content_of(storage: Storage, key: str, *, start: int = 0, end: int | None = None) -> bytes:
    """Return the bytes of an object."""
    return await together(await storage.read(key, start=start, end=end))


async def keys_of(storage: Storage, prefix: str = "", *, after: str | None = None) -> list[str]:
    """Return the keys that begin with a prefix, as they are listed."""
    return [stored.key async for stored in storage.list(prefix, after=after)]

"""A file on its way in: from chunks to a temporary file, in little memory."""

import asyncio
import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from sorbo_core.files.errors import FileTooLarge

CHUNK = 131_072
"""Bytes that a file that arrives, or leaves, has in memory at once."""


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """A file that has arrived, whole.

    Attributes:
        path: where it is for now.
        size: in bytes.
        sha256: of its bytes, in hexadecimal.
    """

    path: Path
    size: int
    sha256: str


async def arrived(chunks: AsyncIterable[bytes], *, path: Path, most: int) -> Arrived:
    """Write chunks to a path, `most` bytes at most.

    Raises:
        FileTooLarge: there are more; nothing more is read.
    """
    digest, size, waiting = hashlib.sha256(), 0, list[bytes]()

    def write(file: BinaryIO, blocks: Sequence[bytes]) -> None:
        for block in blocks:
            file.write(block)
            digest.update(block)

    # Disks and digests take their time: other requests do not wait for them.
    with await asyncio.to_thread(path.open, "wb", buffering=0) as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise FileTooLarge(limit=most)
            waiting.append(chunk)
            if sum(map(len, waiting)) >= CHUNK:
                blocks, waiting = waiting, []
                await asyncio.to_thread(write, file, blocks)
        await asyncio.to_thread(write, file, waiting)
    return Arrived(path=path, size=size, sha256=digest.hexdigest())


async def chunks_of(path: Path) -> AsyncIterator[bytes]:
    """Return the bytes of a file, chunk by chunk."""
    with await asyncio.to_thread(path.open, "rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk

"""A process of its own that works on a storage: `child.py WORK FOLDER`, or `child.py WORK BUCKET-AS-JSON`.

It prints a line for each thing that it has done.
"""

import asyncio
import hashlib
import resource
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from pathlib import Path

import msgspec

from sorbo_adapters.storage.bucket import Bucket
from sorbo_adapters.storage.local import LocalStorage
from sorbo_adapters.storage.s3 import S3Storage
from sorbo_core.files.storage import Storage

_BLOCK = bytes(range(256)) * 256
_MEGABYTE = 1024 * 1024
LARGE_BLOCKS = 1024
"""64 MB."""


def told(*words: object) -> None:
    """Print what was done at once."""
    print(*words, flush=True)  # noqa: T201 — this is what the parent reads


async def blocks(number: int) -> AsyncIterator[bytes]:
    """Yield so many blocks of 64 kB."""
    for _ in range(number):
        yield _BLOCK


async def endless() -> AsyncIterator[bytes]:
    """Yield blocks until somebody ends the process."""
    for number in count():
        if number == LARGE_BLOCKS:
            told("writing")
            await asyncio.Event().wait()
        yield _BLOCK


async def write_for_ever(storage: Storage) -> None:
    """Write an object that never ends."""
    await storage.put("files/00/endless", endless(), media_type="application/pdf")


async def write_many(storage: Storage) -> None:
    """Write one object after the other, and tell of each once it is acknowledged."""
    for number in count():
        key = f"files/{number % 16:02x}/{number}"
        await storage.put(key, blocks(number % 40), media_type="application/pdf")
        told(key, number % 40 * len(_BLOCK))


async def write_and_read_a_large_one(storage: Storage) -> None:
    """Write and read 64 MB; tell by how many megabytes the process has grown, and what checksum it read."""
    await storage.put("files/00/small", blocks(100), media_type="application/pdf")
    before = _most_resident()
    await storage.put("files/00/large", blocks(LARGE_BLOCKS), media_type="application/pdf")
    written = _most_resident()
    seen = hashlib.sha256()
    async for chunk in await storage.read("files/00/large"):
        seen.update(chunk)
    told(written - before, _most_resident() - before, seen.hexdigest())


def _most_resident() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // _MEGABYTE


WORK: dict[str, Callable[[Storage], Awaitable[None]]] = {
    each.__name__: each for each in (write_for_ever, write_many, write_and_read_a_large_one)
}


def _storage(where: str) -> Storage:
    if where.startswith("{"):
        return S3Storage(msgspec.json.decode(where, type=Bucket))
    return LocalStorage(Path(where))


async def _main(work: str, where: str) -> None:
    await WORK[work](_storage(where))


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))

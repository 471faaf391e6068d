"""Objects in S3, or in what speaks as it does."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from obstore.store import S3Store

from sorbo_adapters.storage.bucket import Bucket
from sorbo_adapters.storage.errors import away, translated
from sorbo_adapters.storage.pieces import pieces_of
from sorbo_adapters.storage.sending import sent
from sorbo_adapters.storage.walk import Folder, walk
from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import Storage, Stored, checked_key
from sorbo_core.shared.errors import Unavailable

if TYPE_CHECKING:
    from obstore import Attributes, GetOptions, GetResult, ObjectMeta
    from obstore.store import ClientConfig, RetryConfig, S3Config

PART = 5 * 1024 * 1024
"""The least that S3 takes as one of several parts."""

_UPLOADS_AT_ONCE = 3
"""In a process: each holds two or three parts in memory."""
_LEAST_CHUNK = 256 * 1024
_BEHIND_THE_END = "416 Range Not Satisfiable"

_RETRIES: "RetryConfig" = {
    "max_retries": 1,
    "retry_timeout": timedelta(seconds=5),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1), "base": 2},
}
_CLIENT: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=2),
    # Between two reads, and from a request to its answer: what hangs is away.
    "read_timeout": timedelta(seconds=4),
    # Of a whole answer: a visitor with a slow line takes long for a large file.
    "timeout": timedelta(minutes=30),
}


class S3Storage(Storage):
    """Each object is one in a bucket. A large one is sent in parts; what is broken off leaves none behind."""

    def __init__(self, bucket: Bucket) -> None:
        self._store = _store(bucket)
        self._slots = asyncio.Semaphore(_UPLOADS_AT_ONCE)

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        checked_key(key)
        async with self._slots:
            pieces = pieces_of(chunks, size=PART)
            first = await anext(pieces)
            if len(first) < PART:
                with away():
                    await self._store.put_async(key, first, attributes=_attributes(media_type))
            else:
                await sent(_with(first, pieces), partial(self._send, key, media_type))
        return await self.head(key)

    async def head(self, key: str) -> Stored:
        checked_key(key)
        with translated():
            return _stored(await self._store.head_async(key))

    async def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        checked_key(key)
        if end is not None and end <= start:
            await self.head(key)
            return _nothing()
        try:
            with translated():
                found = await self._store.get_async(key, options=_part(start, end))
        except Unavailable as error:
            # The driver has no class for this answer either.
            if _BEHIND_THE_END in str(error.__cause__):
                return _nothing()
            raise
        return _chunks(found)

    async def delete(self, key: str) -> None:
        checked_key(key)
        with suppress(ObjectMissing), translated():
            await self._store.delete_async(key)

    def list(self, prefix: str, *, after: str | None = None) -> AsyncIterator[Stored]:
        return walk(self._look, prefix, after)

    async def _send(self, key: str, media_type: str, pieces: AsyncIterator[bytes]) -> None:
        await self._store.put_async(
            key, pieces, attributes=_attributes(media_type), chunk_size=PART, max_concurrency=1
        )

    async def _look(self, folder: str) -> Folder:
        with away():
            found = await self._store.list_with_delimiter_async(folder or None)
        # Some servers and consoles keep an empty object that stands for the folder itself.
        inside = [_stored(each) for each in found["objects"] if each["path"].startswith(folder)]
        return Folder(inside, [f"{name}/" for name in found["common_prefixes"]])


def _store(bucket: Bucket) -> S3Store:
    config: S3Config = {"region": bucket.region}
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    if bucket.access_key:
        config["access_key_id"] = bucket.access_key
        config["secret_access_key"] = bucket.secret_key
    plain = bucket.endpoint.startswith("http://")
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config=config,
        client_options={**_CLIENT, "allow_http": plain},
        retry_config=_RETRIES,
    )


def _stored(meta: "ObjectMeta") -> Stored:
    return Stored(key=meta["path"], size=meta["size"], modified_at=meta["last_modified"])


def _part(start: int, end: int | None) -> "GetOptions | None":
    if end is not None:
        return {"range": (start, end)}
    return {"range": {"offset": start}} if start else None


def _attributes(media_type: str) -> "Attributes":
    return {"Content-Type": media_type}


async def _with(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


async def _chunks(found: "GetResult") -> AsyncIterator[bytes]:
    stream = found.stream(min_chunk_size=_LEAST_CHUNK)
    while True:
        with away():
            try:
                chunk = await anext(stream)
            except StopAsyncIteration:
                return
        yield bytes(chunk)


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import aiohttp
import msgspec
import pytest
import pytest_asyncio

from sorbo_adapters.storage.s3 import PART, S3Storage
from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import Storage, answer
from sorbo_core.shared.errors import Unavailable
from support.services import new_seaweed
from support.storage.seaweed import BUCKET, Seaweed
from support.storage.streams import (
    CHUNK,
    SourceBroke,
    broken_after,
    chunks_of,
    content_of,
    keys_of,
    put,
    together,
)

KEY = "files/0a/0a5b"
LARGE = bytes(3 * PART)
SOON = 12
"""Seconds that nobody waits longer for than for a storage that hangs: two attempts of four, and some."""

Call = Callable[[Storage], Awaitable[object]]
CALLS: dict[str, Call] = {
    "put": lambda storage: put(storage, KEY),
    "put in parts": lambda storage: put(storage, KEY, LARGE),
    "head": lambda storage: storage.head(KEY),
    "read": lambda storage: content_of(storage, KEY),
    "read a part": lambda storage: content_of(storage, KEY, start=2, end=3),
    "delete": lambda storage: storage.delete(KEY),
    "list": keys_of,
    "answer": answer,
}


@pytest.fixture
def storage(seaweed: Seaweed) -> S3Storage:
    return S3Storage(seaweed.bucket(prefix=f"of/{uuid4().hex}"))


@pytest_asyncio.fixture
async def own_seaweed(tmp_path: Path) -> AsyncIterator[Seaweed]:
    """An S3 server that may be stopped."""
    server = new_seaweed(tmp_path)
    await server.start()
    yield server
    server.kill()


async def unfinished(seaweed: Seaweed) -> object:
    """Return the uploads in parts that the server keeps for whoever goes on with them."""
    url = f"{seaweed.filer_url}/buckets/{BUCKET}/.uploads/"
    accept = {"Accept": "application/json"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=accept) as found:
        return (await found.json())["Entries"]


async def is_unavailable(call: Call, storage: Storage) -> float:
    """Return after how many seconds a call said that the storage is away."""
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        await call(storage)
    return time.monotonic() - begun


async def test_an_upload_that_breaks_leaves_no_parts_behind(seaweed: Seaweed, storage: S3Storage) -> None:
    with pytest.raises(SourceBroke):
        await storage.put(KEY, broken_after(LARGE), media_type="application/pdf")

    assert await unfinished(seaweed) is None


async def test_an_upload_that_is_cancelled_leaves_no_parts_behind(
    seaweed: Seaweed, storage: S3Storage
) -> None:
    halfway = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        async for chunk in chunks_of(LARGE):
            yield chunk
        halfway.set()
        await asyncio.Event().wait()

    putting = asyncio.create_task(storage.put(KEY, slow(), media_type="application/pdf"))
    await halfway.wait()
    assert await unfinished(seaweed) is not None
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting

    assert await unfinished(seaweed) is None
    with pytest.raises(ObjectMissing):
        await storage.head(KEY)


async def test_more_uploads_than_there_are_slots_all_arrive(storage: S3Storage) -> None:
    keys = [f"files/00/{number}" for number in range(8)]

    await asyncio.gather(*(put(storage, key, LARGE) for key in keys))

    assert {stored.key: stored.size async for stored in storage.list("")} == dict.fromkeys(keys, len(LARGE))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    "wrong", [{"secret_key": "guessed"}, {"access_key": "nobody"}], ids=["secret", "user"]
)
async def test_who_signs_with_something_wrong_is_told_that_the_storage_is_away(
    seaweed: Seaweed, call: Call, wrong: dict[str, str]
) -> None:
    storage = S3Storage(msgspec.structs.replace(seaweed.bucket(), **wrong))

    assert await is_unavailable(call, storage) < SOON


@pytest.mark.parametrize(
    "call", [CALLS["read"], CALLS["list"], CALLS["answer"]], ids=["read", "list", "answer"]
)
async def test_a_bucket_that_is_not_there_is_no_missing_object(seaweed: Seaweed, call: Call) -> None:
    storage = S3Storage(msgspec.structs.replace(seaweed.bucket(), name="another"))

    assert await is_unavailable(call, storage) < SOON


async def test_a_server_that_is_away_is_said_to_be_and_comes_back(own_seaweed: Seaweed) -> None:
    storage = S3Storage(own_seaweed.bucket())
    await put(storage, KEY, LARGE)
    reading = await storage.read(KEY)
    await anext(reading)

    own_seaweed.kill()

    for call in CALLS.values():
        assert await is_unavailable(call, storage) < 3
    with pytest.raises(Unavailable):
        await together(reading)
    await own_seaweed.start()
    assert await content_of(storage, KEY) == LARGE


async def test_a_server_that_hangs_is_away_after_some_seconds(own_seaweed: Seaweed) -> None:
    storage = S3Storage(own_seaweed.bucket())
    await put(storage, KEY)
    assert own_seaweed.pid is not None
    os.kill(own_seaweed.pid, signal.SIGSTOP)

    try:
        waited = await asyncio.gather(*(is_unavailable(call, storage) for call in CALLS.values()))
    finally:
        os.kill(own_seaweed.pid, signal.SIGCONT)

    assert max(waited) < SOON
    assert await content_of(storage, KEY) == b"content"


async def test_a_server_that_dies_in_the_middle_of_an_upload_is_away(own_seaweed: Seaweed) -> None:
    storage = S3Storage(own_seaweed.bucket())

    async def deadly() -> AsyncIterator[bytes]:
        async for chunk in chunks_of(LARGE):
            yield chunk
        own_seaweed.kill()
        for _ in range(1000):
            yield bytes(CHUNK)

    with pytest.raises(Unavailable):
        await storage.put(KEY, deadly(), media_type="application/pdf")

    await own_seaweed.start()
    with pytest.raises(ObjectMissing):
        await storage.head(KEY)

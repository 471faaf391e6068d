from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from sorbo_adapters.memory.files.storage import MemoryStorage
from sorbo_adapters.storage.local import LocalStorage
from sorbo_adapters.storage.s3 import S3Storage
from sorbo_adapters.system.clock import SystemClock
from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import Storage, answer
from support.storage.seaweed import Seaweed
from support.storage.streams import (
    SourceBroke,
    broken_after,
    chunks_of,
    content_of,
    keys_of,
    put,
)

MEGABYTE = 1024 * 1024
LARGE = bytes(range(256)) * 4096 * 17  # more than two parts of an upload in parts
KEY = "files/0a/0a5b"
NO_KEYS = (
    "",
    "/etc/passwd",
    "../outside",
    "files/../../outside",
    "files/..",
    "files/.hidden",
    "files//double",
    "files/",
    "FILES/upper",
    "files/with space",
    "files/new\nline",
    "files/line\n",
    "files\\windows",
    "files/%2e%2e/x",
    "files/é",
    "files/nul\0",
    "f" * 201,
)


class StorageContract:
    """What `Storage` promises. `storage` holds nothing yet."""

    @pytest.mark.parametrize("content", [b"", b"c", LARGE], ids=["nothing", "one byte", "17 MB"])
    async def test_what_was_put_is_read(self, storage: Storage, content: bytes) -> None:
        stored = await storage.put(KEY, chunks_of(content), media_type="application/pdf")

        assert (stored.key, stored.size) == (KEY, len(content))
        assert await content_of(storage, KEY) == content

    async def test_an_object_is_known_by_size_and_time(self, storage: Storage) -> None:
        put_at = await storage.put(KEY, chunks_of(b"content"), media_type="application/pdf")

        known = await storage.head(KEY)

        assert (known.key, known.size) == (KEY, 7)
        assert abs(known.modified_at - put_at.modified_at) <= timedelta(seconds=1)
        assert abs(datetime.now(UTC) - known.modified_at) < timedelta(minutes=1)

    async def test_what_is_put_again_is_replaced(self, storage: Storage) -> None:
        await put(storage, KEY, b"first, and longer")

        await put(storage, KEY, b"second")

        assert await content_of(storage, KEY) == b"second"
        assert (await storage.head(KEY)).size == 6

    async def test_what_is_missing_is_said_before_the_first_chunk(self, storage: Storage) -> None:
        with pytest.raises(ObjectMissing):
            await storage.read(KEY)
        with pytest.raises(ObjectMissing):
            await storage.read(KEY, start=2, end=3)
        with pytest.raises(ObjectMissing):
            await storage.head(KEY)

    async def test_a_folder_is_no_object(self, storage: Storage) -> None:
        await put(storage, KEY)

        with pytest.raises(ObjectMissing):
            await storage.head("files/0a")
        with pytest.raises(ObjectMissing):
            await storage.read("files/0a")
        with pytest.raises(ObjectMissing):
            await storage.read(f"{KEY}/below")
        await storage.delete("files/0a")
        assert await keys_of(storage) == [KEY]

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (0, 1),
            (0, None),
            (1, 5),
            (4, None),
            (0, 10),
            (9, 10),
            (9, 500),
            (0, 500),
            (5, 5),
            (0, 0),
            (10, None),
            (10, 11),
            (50, 60),
        ],
    )
    async def test_a_part_is_read_as_it_would_be_cut_out(
        self, storage: Storage, start: int, end: int | None
    ) -> None:
        await put(storage, KEY, b"0123456789")

        assert await content_of(storage, KEY, start=start, end=end) == b"0123456789"[start:end]

    async def test_a_large_object_comes_in_chunks(self, storage: Storage) -> None:
        await put(storage, KEY, LARGE)

        sizes = [len(chunk) async for chunk in await storage.read(KEY, start=3)]

        assert sum(sizes) == len(LARGE) - 3
        assert max(sizes) <= MEGABYTE

    async def test_a_reading_may_be_given_up(self, storage: Storage) -> None:
        await put(storage, KEY, LARGE)

        chunks = await storage.read(KEY)
        await anext(chunks)
        del chunks

        assert (await storage.head(KEY)).size == len(LARGE)

    async def test_what_is_deleted_is_gone(self, storage: Storage) -> None:
        await put(storage, KEY)

        await storage.delete(KEY)
        await storage.delete(KEY)

        with pytest.raises(ObjectMissing):
            await storage.head(KEY)
        assert await keys_of(storage) == []

    @pytest.mark.parametrize("before", [b"", b"little", LARGE], ids=["at once", "soon", "after 17 MB"])
    async def test_nothing_is_stored_of_what_breaks_on_the_way(self, storage: Storage, before: bytes) -> None:
        with pytest.raises(SourceBroke):
            await storage.put(KEY, broken_after(before), media_type="application/pdf")

        with pytest.raises(ObjectMissing):
            await storage.head(KEY)
        assert await keys_of(storage) == []

    async def test_what_was_there_stays_when_its_successor_breaks(self, storage: Storage) -> None:
        await put(storage, KEY, b"first")

        with pytest.raises(SourceBroke):
            await storage.put(KEY, broken_after(LARGE), media_type="application/pdf")

        assert await content_of(storage, KEY) == b"first"

    async def test_objects_are_listed_by_key(self, storage: Storage) -> None:
        keys = [
            "a/b-c",
            "a/b.c",
            "a/b/c",
            "a/b0",
            "a/b_",
            "b",
            "files/00/1",
            "files/01/0",
            "files/0a/0.w960.avif",
        ]
        for key in reversed(keys):
            await put(storage, key)

        assert await keys_of(storage) == sorted(keys)

    async def test_a_listing_knows_what_objects_are(self, storage: Storage) -> None:
        await put(storage, KEY, b"content")

        (listed,) = [stored async for stored in storage.list("files/")]

        assert listed == await storage.head(KEY)

    @pytest.mark.parametrize(
        ("prefix", "expected"),
        [
            ("files/0a/", ["files/0a/12", "files/0a/12.w960.avif", "files/0a/13"]),
            ("files/0a", ["files/0a/12", "files/0a/12.w960.avif", "files/0a/13"]),
            ("files/0a/12", ["files/0a/12", "files/0a/12.w960.avif"]),
            ("files/0", ["files/0a/12", "files/0a/12.w960.avif", "files/0a/13", "files/0b/12"]),
            ("file", ["files/0a/12", "files/0a/12.w960.avif", "files/0a/13", "files/0b/12"]),
            ("files/0a/12/", []),
            ("nothing/", []),
        ],
    )
    async def test_a_listing_is_of_what_begins_alike(
        self, storage: Storage, prefix: str, expected: list[str]
    ) -> None:
        for key in ("files/0a/12", "files/0a/12.w960.avif", "files/0a/13", "files/0b/12", "other/0a/12"):
            await put(storage, key)

        assert await keys_of(storage, prefix) == expected

    async def test_a_listing_goes_on_after_a_key(self, storage: Storage) -> None:
        for key in ("files/0a/12", "files/0a/14", "files/0b/12"):
            await put(storage, key)

        assert await keys_of(storage, "files/", after="files/0a/12") == ["files/0a/14", "files/0b/12"]
        assert await keys_of(storage, "files/", after="files/0a/13") == ["files/0a/14", "files/0b/12"]
        assert await keys_of(storage, "files/", after="files/0b/12") == []

    @pytest.mark.parametrize("key", NO_KEYS)
    async def test_what_is_no_key_gets_nowhere(self, storage: Storage, key: str) -> None:
        with pytest.raises(ValueError, match="no key"):
            await put(storage, key)
        with pytest.raises(ValueError, match="no key"):
            await storage.head(key)
        with pytest.raises(ValueError, match="no key"):
            await storage.read(key)
        with pytest.raises(ValueError, match="no key"):
            await storage.delete(key)

    @pytest.mark.parametrize("prefix", ["../", "/etc/", "files/../..", ".incoming/", "FILES"])
    async def test_nothing_is_listed_outside_of_what_keys_name(self, storage: Storage, prefix: str) -> None:
        with pytest.raises(ValueError, match="no key"):
            await keys_of(storage, prefix)

    async def test_it_says_that_it_answers(self, storage: Storage) -> None:
        await answer(storage)


class TestMemoryStorage(StorageContract):
    @pytest.fixture
    def storage(self) -> Storage:
        return MemoryStorage(clock=SystemClock())


class TestLocalStorage(StorageContract):
    @pytest.fixture
    def storage(self, tmp_path: Path) -> Storage:
        return LocalStorage(tmp_path / "files")


class TestS3Storage(StorageContract):
    @pytest.fixture
    def storage(self, seaweed: Seaweed) -> Storage:
        return S3Storage(seaweed.bucket(prefix=f"of/{uuid4().hex}"))

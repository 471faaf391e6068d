import asyncio
import os
import stat
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sorbo_adapters.storage.draft import DRAFTS
from sorbo_adapters.storage.local import LocalStorage
from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import answer
from sorbo_core.shared.errors import Unavailable
from support.storage import child
from support.storage.children import killed, line_of, working
from support.storage.streams import chunks_of, content_of, keys_of, put

KEY = "files/0a/0a5b"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "files"


@pytest.fixture
def storage(root: Path) -> LocalStorage:
    return LocalStorage(root)


def below(root: Path) -> list[Path]:
    return [root, *root.rglob("*")]


def drafts(root: Path) -> list[Path]:
    return list((root / DRAFTS).iterdir())


async def test_nobody_else_may_read_files_or_look_into_folders(storage: LocalStorage, root: Path) -> None:
    loose = os.umask(0)
    try:
        await put(storage, KEY)
    finally:
        os.umask(loose)

    modes = {str(path.relative_to(root)): stat.S_IMODE(path.stat().st_mode) for path in below(root)}

    assert modes == {".": 0o700, "files": 0o700, "files/0a": 0o700, KEY: 0o600, DRAFTS: 0o700}


async def test_what_is_put_leaves_no_draft(storage: LocalStorage, root: Path) -> None:
    await put(storage, KEY)

    assert drafts(root) == []


async def test_everything_is_on_the_disk_before_it_is_acknowledged(
    storage: LocalStorage, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test cuts the power: this one sees what is flushed, in which order."""
    flushed: list[str] = []

    def fsync(handle: int) -> None:
        (path,) = (path for path in below(root) if path.stat().st_ino == os.fstat(handle).st_ino)
        what = "draft" if path.parent.name == DRAFTS else str(path.relative_to(root))
        flushed.append(f"{what}, in place" if (root / KEY).exists() else what)

    await put(storage, "files/00/before")
    monkeypatch.setattr(os, "fsync", fsync)
    await put(storage, KEY)

    assert flushed == ["draft", "files", "files/0a, in place"]


async def test_a_draft_of_a_killed_process_is_no_object_and_is_removed_after_a_day(
    storage: LocalStorage, root: Path
) -> None:
    async with working(child.write_for_ever, str(root)) as process:
        assert await line_of(process) == "writing"
        await killed(process)
    (draft,) = drafts(root)
    assert draft.stat().st_size > 0

    await put(storage, KEY)
    assert await keys_of(storage) == [KEY]
    assert drafts(root) == [draft]

    yesterday = time.time() - 25 * 3600
    os.utime(draft, (yesterday, yesterday))
    await put(LocalStorage(root), KEY)
    assert drafts(root) == []


async def test_what_was_acknowledged_survives_kill_9_and_nothing_is_there_by_half(
    storage: LocalStorage, root: Path
) -> None:
    async with working(child.write_many, str(root)) as process:
        lines = [await line_of(process) for _ in range(60)]
        lines += await killed(process)
    acknowledged = {key: int(size) for key, size in (line.split() for line in lines)}

    there = {stored.key: stored.size async for stored in storage.list("")}

    assert acknowledged.items() <= there.items()
    # The last one may have taken its place without anybody being told.
    unacknowledged = there.keys() - acknowledged.keys()
    assert len(unacknowledged) <= 1
    assert all(there[key] == int(key.rpartition("/")[2]) % 40 * 65_536 for key in unacknowledged)


async def test_a_put_that_is_cancelled_leaves_nothing(storage: LocalStorage, root: Path) -> None:
    begun = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield bytes(3 * 1024 * 1024)
        begun.set()
        await asyncio.Event().wait()

    putting = asyncio.create_task(storage.put(KEY, slow(), media_type="application/pdf"))
    await begun.wait()
    assert len(drafts(root)) == 1
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting

    assert drafts(root) == []
    with pytest.raises(ObjectMissing):
        await storage.head(KEY)


async def test_an_object_that_is_replaced_is_read_as_it_was(storage: LocalStorage) -> None:
    before = bytes(1024 * 1024)
    await put(storage, KEY, before)
    reading = await storage.read(KEY)
    first = await anext(reading)

    await put(storage, KEY, b"other")

    assert first + b"".join([chunk async for chunk in reading]) == before
    assert await content_of(storage, KEY) == b"other"


async def test_where_the_folder_cannot_be_used_nothing_is_missing_it_is_away(tmp_path: Path) -> None:
    root = tmp_path / "files"
    root.write_text("no folder")
    storage = LocalStorage(root)

    with pytest.raises(Unavailable):
        await storage.put(KEY, chunks_of(b"content"), media_type="application/pdf")
    with pytest.raises(Unavailable):
        await storage.head(KEY)
    with pytest.raises(Unavailable):
        await storage.read(KEY)
    with pytest.raises(Unavailable):
        await storage.delete(KEY)
    with pytest.raises(Unavailable):
        await answer(storage)


async def test_a_folder_with_nothing_in_it_yet_answers(storage: LocalStorage) -> None:
    await answer(storage)
    assert await keys_of(storage) == []

"""Objects as files in a folder of this machine."""

import asyncio
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sorbo_adapters.storage.draft import Draft, flush_folder, remove_abandoned
from sorbo_adapters.storage.errors import away, translated
from sorbo_adapters.storage.pieces import pieces_of
from sorbo_adapters.storage.reading import Reading
from sorbo_adapters.storage.walk import Folder, walk
from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import Storage, Stored, checked_key
from sorbo_core.shared.errors import Unavailable

_WRITTEN_AT_ONCE = 256 * 1024


class LocalStorage(Storage):
    """Each object is a file that nobody but the user of this process may read.

    By system calls rather than by the driver of the other storages, which neither chooses the mode of files
    nor waits until they are on the disk.

    Args:
        root: the folder; it is made when the first object is put.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._tidied = False

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:  # noqa: ARG002 — files have none
        target = self._path(key)
        await self._tidy()
        draft = Draft(self._root)
        try:
            async for piece in pieces_of(chunks, size=_WRITTEN_AT_ONCE):
                with away():
                    await asyncio.to_thread(draft.write, piece)
            with away():
                await asyncio.to_thread(draft.become, target)
        finally:
            await asyncio.to_thread(draft.discard)
        return await self.head(key)

    async def head(self, key: str) -> Stored:
        path = self._path(key)
        with self._looking():
            return await asyncio.to_thread(_stored, path, key)

    async def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        path = self._path(key)
        with self._looking():
            return Reading(await asyncio.to_thread(path.open, "rb", 0), start, end)

    async def delete(self, key: str) -> None:
        path = self._path(key)
        with suppress(ObjectMissing), self._looking():
            await asyncio.to_thread(_remove, path)

    def list(self, prefix: str, *, after: str | None = None) -> AsyncIterator[Stored]:
        return walk(self._look, prefix, after)

    async def _look(self, folder: str) -> Folder:
        with away():
            return await asyncio.to_thread(_folder, self._root, folder)

    async def _tidy(self) -> None:
        if not self._tidied:
            self._tidied = True
            with away():
                await asyncio.to_thread(remove_abandoned, self._root)

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)

    @contextmanager
    def _looking(self) -> Iterator[None]:
        try:
            with translated():
                yield
        except ObjectMissing:
            if self._root.exists() and not self._root.is_dir():
                raise Unavailable(part="storage") from None
            raise


def _stored(path: Path, key: str) -> Stored:
    facts = path.stat()
    if path.is_dir():
        raise IsADirectoryError(key)
    return Stored(key=key, size=facts.st_size, modified_at=datetime.fromtimestamp(facts.st_mtime, UTC))


def _remove(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(path)
    path.unlink()
    flush_folder(path.parent)


def _folder(root: Path, name: str) -> Folder:
    folder, objects, folders = root / name, list[Stored](), list[str]()
    if not folder.is_dir():
        if root.exists() and not root.is_dir():
            raise NotADirectoryError(root)
        return Folder((), ())
    with os.scandir(folder) as entries:
        for entry in entries:
            # Drafts, and whatever else somebody left there, are under no key.
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                folders.append(f"{name}{entry.name}/")
            else:
                with suppress(FileNotFoundError):
                    objects.append(_stored(Path(entry.path), name + entry.name))
    return Folder(objects, folders)

"""How a file that has arrived becomes one of ours."""

import asyncio
from collections.abc import Callable

from sorbo_core.files.errors import FileTooLarge
from sorbo_core.files.inspection import Inspected, Inspector
from sorbo_core.files.intake.arrival import Arrived, chunks_of
from sorbo_core.files.names import clean_name
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.storage import Storage
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.errors import AlreadyExists, Malformed, Unavailable, Violation
from sorbo_core.shared.files.kind import ALLOWANCES, FileKind
from sorbo_core.shared.ports import Clock

_AT_ONCE, _MOST_WAITING = 2, 64
FOLDER, INCOMING = "files/", "incoming/"
"""Where the storage has what documents refer to, and what others send it, which nobody has looked at."""


class Intake:
    """Inspects a file, stores its bytes, then writes its document.

    Cut off in between, it leaves bytes without a document, which are collected after a day; never the
    other way round.

    Args:
        new_key: makes 32 hexadecimal digits that nobody can guess.
    """

    def __init__(
        self,
        *,
        files: StoredFiles,
        storage: Storage,
        inspector: Inspector,
        clock: Clock,
        new_key: Callable[[], str],
    ) -> None:
        self._files = files
        self._storage = storage
        self._inspector = inspector
        self._clock = clock
        self._new_key = new_key
        self._turns, self._waiting = asyncio.Semaphore(_AT_ONCE), 0

    async def __call__(
        self, *, id: str, kind: FileKind, name: str, file: Arrived, by: str | None
    ) -> StoredFile:
        """Return the file; the one that is there, if this id was taken in before.

        Raises:
            FileTooLarge: it has more bytes than its kind may have.
            FileRefused: the inspector's word.
            Malformed: its name is blank.
            Unavailable: too many wait to be inspected.
        """
        name = checked_name(name)
        if file.size > ALLOWANCES[kind].most_bytes:
            raise FileTooLarge(limit=ALLOWANCES[kind].most_bytes)
        found, key = await self._kept(file, kind, name)
        uploaded = StoredFile.uploaded(
            id=id, kind=kind, key=key, name=name, file=file, found=found, by=by, at=self._clock.now()
        )
        try:
            return await self._files.add(uploaded)
        except AlreadyExists:
            await self._storage.delete(key)
            return (await self._files.get(id)).present()

    async def _kept(self, file: Arrived, kind: FileKind, name: str) -> tuple[Inspected, str]:
        """Return what the file is, and the key that it is stored under."""
        # Those that arrive together wait here: the inspector turns away what it has no room for, and
        # storing takes some megabytes of memory each.
        if self._waiting >= _MOST_WAITING:
            raise Unavailable(part="inspection")
        self._waiting += 1
        try:
            async with self._turns:
                found = await self._inspector.inspect(file.path, kind=kind, name=name)
                key = self._key()
                await self._storage.put(key, chunks_of(file.path), media_type=found.media_type)
                return found, key
        finally:
            self._waiting -= 1

    def _key(self) -> str:
        random = self._new_key()
        return f"{FOLDER}{random[:2]}/{random}"


def checked_name(text: str) -> str:
    """Return the name as it is shown.

    Raises:
        Malformed: it is blank.
    """
    if not text.strip():
        raise Malformed(Violation("?name", "missing", {"field": "name"}))
    return clean_name(text)

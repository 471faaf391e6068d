"""Remove files that nothing refers to."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.intake.take_in import FOLDER, INCOMING
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.removal import Removal
from sorbo_core.files.storage import Storage
from sorbo_core.files.stored_file import HELD_FOR, FileState, StoredFile
from sorbo_core.shared.files.uploads import FileReferences
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort

_AT_ONCE = 100
_ASKED_AGAIN_AFTER = timedelta(days=30)
_OLDEST_HOLD = (Sort("held_until", type=datetime),)


class CollectOrphans:
    """Remove files whose hold is over and that nothing refers to, and bytes that no file has.

    Whatever is on its way is younger than a day: bytes come before their file, and a file is held
    before anything that refers to it is saved.

    Args:
        files, storage: what is looked through.
        references: of all areas.
        removal: takes a file away unless somebody asks for it meanwhile.
        clock: tells the time.
    """

    def __init__(
        self,
        *,
        files: StoredFiles,
        storage: Storage,
        references: FileReferences,
        removal: Removal,
        clock: Clock,
    ) -> None:
        self._files = files
        self._storage = storage
        self._references = references
        self._removal = removal
        self._clock = clock

    async def __call__(self, *, due: datetime) -> None:  # noqa: ARG002 — whenever it runs, it is by the present
        async for batch in self._let_go():
            await self._collect(batch)
        await self._sweep(FOLDER)
        await self._sweep(INCOMING)

    async def _let_go(self) -> AsyncIterator[Sequence[StoredFile]]:
        over = Filter("held_until", Op.LT, self._clock.now())
        query = ListQuery(filters=(over,), sort=_OLDEST_HOLD, limit=_AT_ONCE)
        # What was looked at is gone, or its hold is renewed: the first page is always another one.
        # What was neither, because it changed meanwhile, is for the next night.
        seen: set[str] = set()
        while True:
            page = await self._files.list(query)
            batch = [file for file in page.items if file.id not in seen]
            if not batch:
                return
            seen.update(file.id for file in batch)
            yield batch

    async def _collect(self, batch: Sequence[StoredFile]) -> None:
        asked = [file.id for file in batch if file.state is not FileState.CONDEMNED]
        referred = await self._references.among(asked) if asked else ()
        for file in batch:
            if file.id in referred:
                await self._renew(file)
            else:
                await self._removal(file)

    async def _renew(self, file: StoredFile) -> None:
        now = self._clock.now()
        until = now + _ASKED_AGAIN_AFTER
        with suppress(FileNotFound):
            await self._files.update(file.id, lambda current: current.keep(until=until, at=now))

    async def _sweep(self, folder: str) -> None:
        """Remove what is older than a day and no file's."""
        old: list[str] = []
        before = self._clock.now() - HELD_FOR
        async for stored in self._storage.list(folder):
            if stored.modified_at < before:
                old.append(stored.key)
            if len(old) == _AT_ONCE:
                await self._remove_unknown(old)
                old.clear()
        await self._remove_unknown(old)

    async def _remove_unknown(self, keys: Sequence[str]) -> None:
        if not keys:
            return
        known = await self._files.keys_among({original_of(key) for key in keys})
        for key in keys:
            if original_of(key) not in known:
                await self._storage.delete(key)


def original_of(key: str) -> str:
    """Return the key of what was uploaded, of it or of a variant of it."""
    return key.partition(".")[0]

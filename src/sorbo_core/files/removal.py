"""How a file goes: nobody finds it any more, then its bytes, then its document."""

from contextlib import suppress

from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.storage import Storage
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_core.shared.ports import Clock


class Removal:
    """Removes files. Cut off in between, it leaves a condemned one, which is collected the next night."""

    def __init__(self, *, files: StoredFiles, storage: Storage, clock: Clock) -> None:
        self._files = files
        self._storage = storage
        self._clock = clock

    async def __call__(self, seen: StoredFile) -> bool:
        """Remove a file unless it has changed since it was seen; tell whether it is gone."""
        condemned = await self._condemn(seen)
        if condemned is None:
            return False
        await self.erase_bytes(condemned)
        # Two that remove one file at once have done the same.
        with suppress(FileNotFound):
            await self._files.remove(seen.id, lambda current: current.delete(at=self._clock.now()))
        return True

    async def erase_bytes(self, file: StoredFile) -> None:
        """Remove what the storage has of a file."""
        for variant in file.variants:
            await self._storage.delete(variant.key)
        await self._storage.delete(file.key)

    async def _condemn(self, seen: StoredFile) -> StoredFile | None:
        def condemn(current: StoredFile) -> StoredFile:
            # Whoever asked for it meanwhile is about to refer to it.
            unchanged = current.version == seen.version and current.state is not FileState.CONDEMNED
            return current.condemn(at=self._clock.now()) if unchanged else current

        try:
            after = await self._files.update(seen.id, condemn)
        except FileNotFound:
            return None
        return after if after.state is FileState.CONDEMNED else None

"""Make a file ready to be served."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from sorbo_core.files.errors import FileNotFound, FileRefused
from sorbo_core.files.inspection import ImageWorkshop, Scanner
from sorbo_core.files.intake.arrival import arrived, chunks_of
from sorbo_core.files.intake.folder import folder_for
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.removal import Removal
from sorbo_core.files.serving.served import ENDINGS
from sorbo_core.files.storage import Storage
from sorbo_core.files.stored_file import FileState, StoredFile, StoredVariant
from sorbo_core.shared.events import Event
from sorbo_core.shared.ports import Clock


class PrepareFile:
    """Scan a file and make the variants of an image; then it is served, or its bytes go.

    While the scanner is away the file waits. The same again, whenever it was cut off, does the rest.

    Args:
        scanners: none where files are not scanned.

    Raises:
        Unavailable: the scanner or the storage does not answer; the delivery is repeated.
    """

    def __init__(
        self,
        *,
        files: StoredFiles,
        storage: Storage,
        removal: Removal,
        workshop: ImageWorkshop,
        scanners: Sequence[Scanner],
        clock: Clock,
    ) -> None:
        self._files = files
        self._storage = storage
        self._removal = removal
        self._workshop = workshop
        self._scanners = scanners
        self._clock = clock
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, event: Event) -> None:
        # Variants of a large image may take longer than one delivery is given: they are made all the
        # same, and the next delivery of the event finds them, or waits for them again.
        task = self._under_way.get(event.entity_id)
        if task is None:
            task = asyncio.create_task(self._prepare(event.entity_id))
            self._under_way[event.entity_id] = task
            task.add_done_callback(lambda done: self._ended(event.entity_id, done))
        await asyncio.shield(task)

    def _ended(self, id: str, task: asyncio.Task[None]) -> None:
        del self._under_way[id]
        if not task.cancelled():
            task.exception()  # whoever still waits is told; the next delivery tries again

    async def _prepare(self, id: str) -> None:
        try:
            file = await self._files.get(id)
        except FileNotFound:
            return
        if file.state is FileState.PENDING:
            file = await self._decided(file)
        if file.state is FileState.REFUSED:
            await self._removal.erase_bytes(file)

    async def _decided(self, file: StoredFile) -> StoredFile:
        """Return the file as it is once it was looked at."""
        async with folder_for("prepare") as folder:
            path = folder / "file"
            await arrived(await self._storage.read(file.key), path=path, most=file.size)
            try:
                harmful = await self._is_harmful(path)
                variants = () if harmful else await self._variants(file, path)
            except FileRefused:
                harmful, variants = True, ()
        now = self._clock.now()
        return await self._files.update(
            file.id,
            lambda current: current.refuse(at=now) if harmful else current.make_ready(variants, at=now),
        )

    async def _is_harmful(self, path: Path) -> bool:
        for scanner in self._scanners:
            if (await scanner.scan(path)).threat is not None:
                return True
        return False

    async def _variants(self, file: StoredFile, path: Path) -> tuple[StoredVariant, ...]:
        if file.image is None:
            return ()
        into = path.parent / "variants"
        into.mkdir()
        stored = []
        for made in await self._workshop.variants(path, into=into):
            key = f"{file.key}.w{made.width}.{ENDINGS[made.media_type]}"
            put = await self._storage.put(key, chunks_of(made.path), media_type=made.media_type)
            stored.append(StoredVariant(width=made.width, media_type=made.media_type, key=key, size=put.size))
        return tuple(stored)

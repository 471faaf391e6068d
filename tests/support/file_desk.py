"""Files over stand-ins, with what there is to do with them."""

from collections.abc import Collection
from itertools import count
from pathlib import Path

import msgspec

from sorbo_adapters.memory.files.storage import MemoryStorage
from sorbo_adapters.memory.files.stored_files import MemoryStoredFiles
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.files.intake.arrival import Arrived, arrived
from sorbo_core.files.intake.take_in import Intake
from sorbo_core.files.removal import Removal
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.files.uploads import HeldUploads
from sorbo_core.files.use_cases.collect_orphans import CollectOrphans
from sorbo_core.files.use_cases.prepare import PrepareFile
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import FileReferences
from support.build import fresh_id
from support.files import PlainInspector, PlainScanner, PlainWorkshop, in_chunks, pdf, png


class ReferencesOf(FileReferences):
    """Ids that something refers to.

    Attributes:
        asked: each question.
    """

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.asked: list[set[str]] = []

    async def among(self, ids: Collection[str]) -> Collection[str]:
        self.asked.append(set(ids))
        return self.ids & set(ids)


class Desk(msgspec.Struct, kw_only=True):
    """Everything about files, and the stand-ins behind it."""

    folder: Path
    clock: FixedClock
    files: MemoryStoredFiles
    storage: MemoryStorage
    references: ReferencesOf
    removal: Removal
    intake: Intake
    uploads: HeldUploads
    workshop: PlainWorkshop
    scanner: PlainScanner
    prepare: PrepareFile
    collect: CollectOrphans

    async def arrived(self, content: bytes) -> Arrived:
        """Return some bytes as a file that has arrived."""
        return await arrived(in_chunks(content), path=self.folder / fresh_id(), most=len(content))

    async def uploaded(self, kind: FileKind = FileKind.DOCUMENT, *, remark: bytes = b"") -> StoredFile:
        """Take in a file of this kind."""
        image = kind is FileKind.IMAGE
        file = await self.arrived(png() if image else pdf(remark=remark))
        name = "Pont.png" if image else "Guide.pdf"
        return await self.intake(id=fresh_id(), kind=kind, name=name, file=file, by="compte")

    async def keys(self) -> list[str]:
        """Return the key of every object."""
        return [stored.key async for stored in self.storage.list("")]


def desk_of(folder: Path, clock: FixedClock) -> Desk:
    """Return files in memory, at this time; what arrives is in the folder."""
    files, storage = MemoryStoredFiles(), MemoryStorage(clock=clock)
    numbers, references = count(1), ReferencesOf()
    removal = Removal(files=files, storage=storage, clock=clock)
    workshop, scanner = PlainWorkshop(), PlainScanner()
    return Desk(
        folder=folder,
        clock=clock,
        files=files,
        storage=storage,
        references=references,
        removal=removal,
        intake=Intake(
            files=files,
            storage=storage,
            inspector=PlainInspector(),
            clock=clock,
            new_key=lambda: f"{next(numbers):032x}",
        ),
        uploads=HeldUploads(files=files, removal=removal, clock=clock),
        workshop=workshop,
        scanner=scanner,
        prepare=PrepareFile(
            files=files,
            storage=storage,
            removal=removal,
            workshop=workshop,
            scanners=(scanner,),
            clock=clock,
        ),
        collect=CollectOrphans(
            files=files, storage=storage, references=references, removal=removal, clock=clock
        ),
    )

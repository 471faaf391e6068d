"""Complete an upload that went to the storage itself."""

from contextlib import suppress
from pathlib import Path

from sorbo_core.files.errors import FileNotArrived, FileNotFound, FileRefused, FileTooLarge, ObjectMissing
from sorbo_core.files.intake.arrival import Arrived, arrived
from sorbo_core.files.intake.folder import folder_for
from sorbo_core.files.intake.take_in import Intake
from sorbo_core.files.intake.tickets import Ticket, Tickets
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.storage import Storage
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.actor import Actor


class CompleteDirectUpload:
    """Say that a file is in the storage: it is fetched, inspected as any other, and kept elsewhere.

    Elsewhere, because the link that wrote it may still be good: what was inspected is what is kept. The
    same ticket again gets the same file.

    Raises:
        UploadTicketInvalid: the ticket is not one of ours, of another file, somebody else's, or over.
        FileNotArrived: the bytes that were announced are not there.
        FileRefused: it is not what it says, or holds what no file here may.
    """

    def __init__(self, *, files: StoredFiles, storage: Storage, intake: Intake, tickets: Tickets) -> None:
        self._files = files
        self._storage = storage
        self._intake = intake
        self._tickets = tickets

    async def __call__(self, *, actor: Actor, id: str, ticket: str) -> StoredFile:
        told = self._tickets.read(ticket, id=id, by=actor.id)
        with suppress(FileNotFound):
            return (await self._files.get(id)).present()
        async with folder_for("upload") as folder:
            file = await self._fetched(told, folder / "file")
            try:
                taken = await self._intake(id=id, kind=told.kind, name=told.name, file=file, by=told.by)
            except FileRefused:
                await self._storage.delete(told.key)
                raise
        await self._storage.delete(told.key)
        return taken

    async def _fetched(self, told: Ticket, path: Path) -> Arrived:
        try:
            file = await arrived(await self._storage.read(told.key), path=path, most=told.size)
        except (ObjectMissing, FileTooLarge):
            raise FileNotArrived from None
        if file.size != told.size:
            raise FileNotArrived
        return file

"""Delete a file."""

from datetime import timedelta

from sorbo_core.files.errors import FileInUse
from sorbo_core.files.removal import Removal
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.files.use_cases.read import ReadFile
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Stale
from sorbo_core.shared.files.uploads import FileReferences
from sorbo_core.shared.ports import Clock

_SAVED_WITHIN = timedelta(minutes=1)


class DeleteFile:
    """Delete an image or a document that nothing refers to, former versions included.

    Raises:
        Unauthenticated, Forbidden: the actor may write nothing that refers to files.
        FileNotFound: there is none with this id, or it is a CV.
        FileInUse: something refers to it, or was about to within the last minute.
        Stale: it has changed since.
    """

    def __init__(self, *, read: ReadFile, removal: Removal, references: FileReferences, clock: Clock) -> None:
        self._read = read
        self._removal = removal
        self._references = references
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> None:
        file = (await self._read(actor=actor, id=id)).at_version(version)
        if self._is_being_used(file) or await self._references.among([id]):
            raise FileInUse
        if not await self._removal(file):
            raise Stale

    def _is_being_used(self, file: StoredFile) -> bool:
        """Tell whether something that refers to it may be on its way to the database."""
        return file.used_at is not None and self._clock.now() - file.used_at < _SAVED_WITHIN

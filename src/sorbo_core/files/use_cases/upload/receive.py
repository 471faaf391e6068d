"""Upload a file in the request."""

from sorbo_core.files.intake.access import require_uploader
from sorbo_core.files.intake.arrival import Arrived
from sorbo_core.files.intake.take_in import Intake
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.files.kind import FileKind


class ReceiveFile:
    """Upload a file: the body is the file, or a form of one part `file`.

    Its name comes in `Content-Disposition`, or as `name`. What it is, its bytes say: a type that its
    kind may not have is refused, and so is whatever is broken, encrypted or active. Then it is `pending`
    until it is scanned and its variants are made, usually some seconds. Unless something refers to it
    within a day, it goes. Visitors may upload CVs; images and documents, whoever may write what shows
    them. The same `Idempotency-Key` with the same bytes uploads once.

    Raises:
        Unauthenticated, Forbidden: the actor may not upload this kind of file.
        FileTooLarge: it has more bytes than its kind may have.
        FileRefused: it is not what it says, or holds what no file here may.
        Malformed: it has no name.
    """

    def __init__(self, *, intake: Intake) -> None:
        self._intake = intake

    def check(self, *, actor: Actor, kind: FileKind) -> None:
        """Raise what the actor is refused for before anything of the file is there."""
        require_uploader(actor, kind)

    async def __call__(
        self, *, actor: Actor, id: str, kind: FileKind, name: str, file: Arrived
    ) -> StoredFile:
        self.check(actor=actor, kind=kind)
        return await self._intake(id=id, kind=kind, name=name, file=file, by=actor.id)

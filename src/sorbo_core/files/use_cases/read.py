"""Read what is known of a file."""

from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.intake.access import require_writer
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.actor import Actor


class ReadFile:
    """Read what is known of an image or a document: its state, and what is served of it.

    Raises:
        Unauthenticated, Forbidden: the actor may write nothing that refers to files.
        FileNotFound: there is none with this id, or it is a CV.
    """

    def __init__(self, *, files: StoredFiles) -> None:
        self._files = files

    async def __call__(self, *, actor: Actor, id: str) -> StoredFile:
        require_writer(actor)
        file = (await self._files.get(id)).present()
        if not file.public:
            raise FileNotFound
        return file

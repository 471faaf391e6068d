"""List files."""

from sorbo_core.files.intake.access import require_writer
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.query import Filter, ListQuery, Op, Page


class ListFiles:
    """List images and documents, the newest first. CVs are with their candidatures.

    Raises:
        Unauthenticated, Forbidden: the actor may write nothing that refers to files.
    """

    def __init__(self, *, files: StoredFiles) -> None:
        self._files = files

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[StoredFile]:
        require_writer(actor)
        return await self._files.list(query.where(Filter("public", Op.EQ, value=True)))

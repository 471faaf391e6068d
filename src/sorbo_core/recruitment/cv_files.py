"""Which files are the CVs of candidatures."""

from collections.abc import Collection

from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.shared.files.uploads import FileReferences


class CandidatureFiles(FileReferences):
    """CVs that candidatures have."""

    def __init__(self, *, candidatures: Candidatures) -> None:
        self._candidatures = candidatures

    async def among(self, ids: Collection[str]) -> Collection[str]:
        """Return those that a candidature has, as `FileReferences.among` promises."""
        return await self._candidatures.files_among(ids)

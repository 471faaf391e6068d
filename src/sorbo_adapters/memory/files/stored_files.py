"""Files in memory."""

from collections.abc import Collection

from sorbo_adapters.memory.store.removing import MemoryRemovals
from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.errors import AlreadyExists


class MemoryStoredFiles(MemoryRemovals[StoredFile], StoredFiles):
    """Files in memory."""

    def __init__(self) -> None:
        super().__init__("files", StoredFile, missing=FileNotFound, unique={"key": AlreadyExists})

    async def keys_among(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(str(each["key"]) for each in self._documents.values()) & frozenset(keys)

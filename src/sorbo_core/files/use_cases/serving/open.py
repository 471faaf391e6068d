"""Open a file for whoever reads it."""

from collections.abc import AsyncIterator

from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.serving.served import Opened, opened_as, path_of, ready
from sorbo_core.files.storage import Storage
from sorbo_core.files.stored_file import StoredFile


class OpenFile:
    """Read a public file: a document to be saved, an image in one of its variants.

    The address stays the same for ever, and so do the bytes: keep them. The original of an image is
    never served, since it may tell who took it and where. Single ranges are served, and HEAD.

    Raises:
        FileNotFound: nothing public has this address.
        FileNotReady: it waits to be scanned, or for its variants.
    """

    def __init__(self, *, files: StoredFiles, storage: Storage) -> None:
        self._files = files
        self._storage = storage

    async def __call__(self, *, id: str, name: str) -> Opened:
        return opened_as(await self._public(id), name)

    async def path(self, *, id: str) -> str:
        """Return the path of the file with its name."""
        path = path_of(await self._public(id))
        if path is None:
            raise FileNotFound
        return path

    async def read(self, file: Opened, *, start: int, end: int) -> AsyncIterator[bytes]:
        """Return the bytes of what was opened, from `start` to before `end`."""
        return await self._storage.read(file.key, start=start, end=end)

    async def _public(self, id: str) -> StoredFile:
        file = await self._files.get(id)
        if not file.public:
            raise FileNotFound
        return ready(file)

"""Find a public file by its id."""

from sorbo_core.files.use_cases.serving.open import OpenFile


class LocateFile:
    """Find a public file by its id alone: a redirect to its address, of an image to its widest variant.

    Raises:
        FileNotFound: there is no public file with this id.
        FileNotReady: it waits to be scanned, or for its variants.
    """

    def __init__(self, *, open_file: OpenFile) -> None:
        self._open = open_file

    async def __call__(self, *, id: str) -> str:
        return await self._open.path(id=id)

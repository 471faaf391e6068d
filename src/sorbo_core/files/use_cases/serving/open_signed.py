"""Open a file by a link that was made for a moment."""

from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.serving.links import LinkTokens
from sorbo_core.files.serving.served import Opened, opened, ready


class OpenSignedFile:
    """Read a file by a signed link, for as long as that is good: two minutes.

    Raises:
        FileLinkInvalid: the link is not one of ours, was changed, or is over.
        FileNotFound: the file has gone since.
        FileNotReady: it waits to be scanned.
    """

    def __init__(self, *, files: StoredFiles, tokens: LinkTokens) -> None:
        self._files = files
        self._tokens = tokens

    async def __call__(self, *, token: str) -> Opened:
        return opened(ready(await self._files.get(self._tokens.read(token))))

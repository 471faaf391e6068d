"""Make a link to a file that is not public."""

from collections.abc import Sequence

from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.serving.links import GOOD_FOR, LinkTokens
from sorbo_core.files.serving.served import ready
from sorbo_core.files.storage import DirectAccess
from sorbo_core.shared.files.links import FileLink, FileLinks
from sorbo_core.shared.ports import Clock


class LinkToFile(FileLinks):
    """Make a link that reads a file, for two minutes: whoever has it needs nothing else.

    Whether the actor may is for the area to say that the file belongs to, which also notes it.

    Args:
        direct: signs the storage's own links; nobody does where it has none.
        base_url: where our own begin.

    Raises:
        FileNotFound: there is none with this id.
        FileNotReady: it waits to be scanned.
    """

    def __init__(
        self,
        *,
        files: StoredFiles,
        direct: Sequence[DirectAccess],
        tokens: LinkTokens,
        clock: Clock,
        base_url: str,
    ) -> None:
        self._files = files
        self._direct = direct
        self._tokens = tokens
        self._clock = clock
        self._base_url = base_url.rstrip("/")

    async def __call__(self, *, id: str) -> FileLink:
        file = ready(await self._files.get(id))
        if not self._direct:
            token, over = self._tokens.issue(file.id)
            return FileLink(url=f"{self._base_url}/files/signed/{token}", expires_at=over)
        over = self._clock.now() + GOOD_FOR
        url = await self._direct[0].link_to_read(
            file.key, expires=GOOD_FOR, name=file.name, media_type=file.media_type
        )
        return FileLink(url=url, expires_at=over)

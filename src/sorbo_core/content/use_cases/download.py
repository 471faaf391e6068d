"""Download a publication."""

from sorbo_core.content.ports import Publications
from sorbo_core.content.publication import PUBLICATION, Publication
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.counting.tally import Tally
from sorbo_core.shared.counting.use_cases.read_counted import ReadCounted
from sorbo_core.shared.media.link import located
from sorbo_core.shared.ports import Clock


class DownloadPublication:
    """Lead to the file of a publication: tell its URL, absolute and encoded, and count who asks.

    Visitors get the files of published ones only; staff who may read drafts get all of them. A
    visitor's download counts, once in half an hour; that of staff and of robots does not.

    Raises:
        PublicationNotFound: there is none with this slug or id that the actor may see.
    """

    def __init__(
        self, *, publications: Publications, tally: Tally, clock: Clock, site_url: str, files_url: str
    ) -> None:
        self._read = ReadCounted(noun=PUBLICATION, entries=publications, clock=clock, tally=tally)
        self._site_url = site_url
        self._files_url = files_url

    async def __call__(self, *, actor: Actor, key: str, by: str | None = None) -> str:
        publication: Publication = await self._read(actor=actor, key=key, by=by)
        return located(publication.details.file.download, site_url=self._site_url, files_url=self._files_url)

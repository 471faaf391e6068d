"""Download a logiciel."""

from sorbo_core.catalogue.errors import NotDownloadable
from sorbo_core.catalogue.logiciel import LOGICIEL, Logiciel
from sorbo_core.catalogue.ports import Logiciels
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.counting.tally import Tally
from sorbo_core.shared.media.link import located
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.use_cases.read import Read


class DownloadLogiciel:
    """Tell where a logiciel is, a URL that is absolute and encoded, and count who asks.

    It is found by its slug, by one that it had before, or by its id. A visitor's download counts, once
    in half an hour; that of staff and of robots does not.

    Raises:
        LogicielNotFound: there is none with this slug or id that the actor may see.
        NotDownloadable: it is not available now, or has no link.
    """

    def __init__(
        self, *, logiciels: Logiciels, tally: Tally, clock: Clock, site_url: str, files_url: str
    ) -> None:
        self._read = Read(noun=LOGICIEL, entries=logiciels, clock=clock)
        self._tally = tally
        self._site_url = site_url
        self._files_url = files_url

    async def __call__(self, *, actor: Actor, key: str, by: str | None = None) -> str:
        logiciel: Logiciel = await self._read(actor=actor, key=key)
        if logiciel.details.download is None or not logiciel.details.available:
            raise NotDownloadable(logiciel=logiciel.slug)
        self._tally.visited(LOGICIEL.plural, logiciel.id, actor=actor, by=by)
        return located(logiciel.details.download, site_url=self._site_url, files_url=self._files_url)

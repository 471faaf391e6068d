"""Download a logiciel."""

from urllib.parse import quote, urljoin

from sorbo_core.catalogue.errors import NotDownloadable
from sorbo_core.catalogue.logiciel import LOGICIEL, Logiciel
from sorbo_core.catalogue.ports import Logiciels
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.use_cases.read import Read

# What a URL is made of, and `%` for what is encoded already.
_KEPT = "%/:?#[]@!$&'()*+,;=~"


class DownloadLogiciel:
    """Count a download, and tell where the logiciel is: a URL, absolute and encoded.

    It is found by its slug, by one that it had before, or by its id. What staff download before
    visitors see it is not counted.

    Raises:
        LogicielNotFound: there is none with this slug or id that the actor may see.
        NotDownloadable: it is not available now, or has no link.
    """

    def __init__(self, *, logiciels: Logiciels, clock: Clock, site_url: str) -> None:
        self._read = Read(noun=LOGICIEL, entries=logiciels, clock=clock)
        self._logiciels = logiciels
        self._site_url = site_url

    async def __call__(self, *, actor: Actor, key: str) -> str:
        logiciel: Logiciel = await self._read(actor=actor, key=key)
        if logiciel.details.download is None or not logiciel.details.available:
            raise NotDownloadable(logiciel=logiciel.slug)
        if logiciel.status is Status.PUBLIE:
            await self._logiciels.count_downloads(logiciel.id)
        return quote(urljoin(self._site_url, logiciel.details.download), safe=_KEPT)

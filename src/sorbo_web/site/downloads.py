"""Downloads, as the existing pages count them and ask for them."""

from collections.abc import Iterator

from litestar import Response, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from sorbo_core.catalogue.errors import LogicielNotFound, NotDownloadable
from sorbo_core.catalogue.logiciel import Logiciel
from sorbo_core.catalogue.use_cases.logiciel.download import DownloadLogiciel
from sorbo_core.content.publication import Publication
from sorbo_core.content.use_cases.download import DownloadPublication
from sorbo_core.shared.actor import VISITOR
from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.middleware.visitor import visitor_of
from sorbo_web.site.answers import Json, succeeded
from sorbo_web.site.neutral import Address
from sorbo_web.site.views.publications import publication

_PUBLIC = {"policy": Policy.PUBLIC}


class DownloadsController(Controller):
    """Tells where a logiciel is, and that a publication is being downloaded."""

    def __init__(
        self,
        *,
        logiciels: Lifecycle[Logiciel],
        publications: Lifecycle[Publication],
        download_logiciel: DownloadLogiciel,
        download_publication: DownloadPublication,
        tell_counts: TellCounts,
    ) -> None:
        self._logiciels = logiciels
        self._publications = publications
        self._download_logiciel = download_logiciel
        self._download_publication = download_publication
        self._tell_counts = tell_counts

    def handlers(self) -> Iterator[HTTPRouteHandler]:
        """Return the routes."""
        yield get("/logiciels/{id:str}/download", opt=_PUBLIC)(self.logiciel)
        yield put("/publications/{id:str}/telecharger", opt=_PUBLIC)(self.publication)

    async def logiciel(self, request: ApiRequest, id: FromPath[str]) -> Response[Json]:
        """Answer with where it is. The page opens whatever it is told: without a link it is told 404."""
        entry = await self._logiciels.read(actor=VISITOR, key=id)
        try:
            url = await self._download_logiciel(actor=VISITOR, key=id, by=_by(request))
        except NotDownloadable:
            raise LogicielNotFound from None
        trial = Address(entry.details.demo or "")
        return succeeded({"nom": entry.details.title, "downloadUrl": Address(url), "trialUrl": trial})

    async def publication(self, request: ApiRequest, id: FromPath[str]) -> Response[Json]:
        """Answer with the publication, whose download counts within some seconds."""
        entry = await self._publications.read(actor=VISITOR, key=id)
        await self._download_publication(actor=VISITOR, key=id, by=_by(request))
        (count,) = await self._tell_counts(noun=self._publications.noun.plural, ids=[entry.id])
        return succeeded(publication(entry, count))


def _by(request: ApiRequest) -> str | None:
    """Return who downloads; staff, whom a cookie tells even here, are nobody."""
    return visitor_of(request.scope) if request.user == VISITOR else None

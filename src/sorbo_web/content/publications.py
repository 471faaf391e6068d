"""`/api/v1/publications`."""

from collections.abc import Iterator
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from sorbo_core.content.publication import PUBLICATION, PUBLICATIONS, Publication
from sorbo_core.content.use_cases.download import DownloadPublication
from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.api.answers import see_other
from sorbo_web.api.entries.counted import CountedController
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.content.publication_schemas import (
    PublicationDraft,
    PublicationPage,
    PublicationPatch,
    PublicationSheetView,
    PublicationView,
)
from sorbo_web.middleware.visitor import visitor_of


class PublicationsController(CountedController[Publication, PublicationDraft, PublicationPatch]):
    """Publications over HTTP; downloading one counts."""

    noun, listing, tag = PUBLICATION, PUBLICATIONS, "Publications"
    view, page, sheet = PublicationView, PublicationPage, PublicationSheetView

    def __init__(
        self,
        *,
        lifecycle: Lifecycle[Publication],
        download: DownloadPublication,
        tell_counts: TellCounts,
        idempotency: Idempotency,
    ) -> None:
        super().__init__(lifecycle=lifecycle, tell_counts=tell_counts, idempotency=idempotency)
        self._download = download

    def _handlers(self) -> Iterator[HTTPRouteHandler]:
        yield from super()._handlers()
        said = self._said(DownloadPublication, "download", policy=Policy.PUBLIC, answers=type(None))
        yield get("/{id:str}/download", status_code=303, **said)(self.download)

    async def create(self, request: ApiRequest, data: JSONBody[PublicationDraft]) -> Response[Any]:
        """Answer with the new brouillon."""
        return await super().create(request, data)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[PublicationPatch]
    ) -> Response[Any]:
        """Answer with the publication as it is now."""
        return await super().change(request, id, data)

    async def download(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with where the file is."""
        return see_other(await self._download(actor=request.user, key=id, by=visitor_of(request.scope)))

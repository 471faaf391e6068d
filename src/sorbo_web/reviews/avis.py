"""`/api/v1/avis`: moderation."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from sorbo_core.reviews.avis import AVIS, Avis
from sorbo_core.reviews.use_cases.approve import ApproveAvis
from sorbo_core.reviews.use_cases.list import ListAvis
from sorbo_core.reviews.use_cases.read import ReadAvis
from sorbo_core.reviews.use_cases.refuse import RefuseAvis
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.reviews.schemas import AvisPage, AvisView

_STAFF: dict[str, Any] = {"tag": "Avis", "policy": Permission.MODERATE_REVIEWS}


class AvisController(Controller):
    """Avis over HTTP, for staff: one hop to the use case, nothing else."""

    def __init__(
        self, *, list_avis: ListAvis, read_avis: ReadAvis, approve_avis: ApproveAvis, refuse_avis: RefuseAvis
    ) -> None:
        self._page = shown_as(AvisView.of, list_avis)
        self._read = read_avis
        self._approve = approve_avis
        self._refuse = refuse_avis

    def router(self) -> Router:
        """Return the routes."""
        approved = operation(ApproveAvis, id="approveAvis", if_match=True, **_STAFF)
        refused = operation(RefuseAvis, id="refuseAvis", if_match=True, **_STAFF)
        listed = operation(ListAvis, id="listAvis", listing=AVIS, **_STAFF)
        export = Export("avis", listing=AVIS, view=AvisView, read=self._page)
        handlers = [
            get("/", **listed)(self.list),
            export.handler(**listed),
            get("/{id:str}", **operation(ReadAvis, id="readAvis", **_STAFF))(self.read),
            post("/{id:str}/approve", status_code=200, **approved)(self.approve),
            post("/{id:str}/refuse", status_code=200, **refused)(self.refuse),
        ]
        return Router("/api/v1/avis", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[AvisPage]:
        """Answer with one page."""
        return await answer_page(request, AVIS, AvisPage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[AvisView]:
        """Answer with one avis."""
        avis = await self._read(actor=request.user, id=id)
        return cacheable(request, AvisView.of(avis), tag=etag(avis.version))

    async def approve(self, request: ApiRequest, id: FromPath[str]) -> Response[AvisView]:
        """Answer with the avis as it is now."""
        version = expected_version(request)
        return _shown(await self._approve(actor=request.user, id=id, version=version))

    async def refuse(self, request: ApiRequest, id: FromPath[str]) -> Response[AvisView]:
        """Answer with the avis as it is now."""
        version = expected_version(request)
        return _shown(await self._refuse(actor=request.user, id=id, version=version))


def _shown(avis: Avis) -> Response[AvisView]:
    return versioned(AvisView.of(avis), avis.version)

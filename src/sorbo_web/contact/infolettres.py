"""`/api/v1/infolettres`."""

from typing import Any

from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, JSONBody

from sorbo_core.contact.newsletter.infolettre import INFOLETTRES, Infolettre
from sorbo_core.contact.use_cases.infolettre.change import ChangeInfolettre
from sorbo_core.contact.use_cases.infolettre.draft import DraftInfolettre
from sorbo_core.contact.use_cases.infolettre.list import ListInfolettres
from sorbo_core.contact.use_cases.infolettre.read import ReadInfolettre
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.contact.infolettre_schemas import (
    InfolettreDraft,
    InfolettrePage,
    InfolettrePatch,
    InfolettreView,
)

_PATH = "/api/v1/infolettres"
_READ: dict[str, Any] = {"tag": "Infolettres", "policy": Permission.READ_ABONNES}
_WRITE: dict[str, Any] = {"tag": "Infolettres", "policy": Permission.WRITE_ABONNES}


class InfolettresController(Controller):
    """Issues of the newsletter over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        list_infolettres: ListInfolettres,
        read_infolettre: ReadInfolettre,
        draft_infolettre: DraftInfolettre,
        change_infolettre: ChangeInfolettre,
        idempotency: Idempotency,
    ) -> None:
        self._page = shown_as(InfolettreView.of, list_infolettres)
        self._read = read_infolettre
        self._draft = draft_infolettre
        self._change = change_infolettre
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListInfolettres, id="listInfolettres", listing=INFOLETTRES, **_READ)
        drafted = operation(DraftInfolettre, id="draftInfolettre", creates=True, **_WRITE)
        changed = operation(ChangeInfolettre, id="changeInfolettre", if_match_required=True, **_WRITE)
        handlers = [
            get("/", **listed)(self.list),
            post("/", **drafted)(self.draft),
            get("/{id:str}", **operation(ReadInfolettre, id="readInfolettre", **_READ))(self.read),
            patch("/{id:str}", **changed)(self.change),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[InfolettrePage]:
        """Answer with one page."""
        return await answer_page(request, INFOLETTRES, InfolettrePage, self._page)

    async def draft(self, request: ApiRequest, data: JSONBody[InfolettreDraft]) -> Response[InfolettreView]:
        """Answer with the draft."""
        return await self._idempotency.create(
            request, lambda id: self._draft(actor=request.user, id=id, content=data.content), _created
        )

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[InfolettreView]:
        """Answer with one issue."""
        issue = await self._read(actor=request.user, id=id)
        return cacheable(request, InfolettreView.of(issue), tag=etag(issue.version))

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[InfolettrePatch]
    ) -> Response[InfolettreView]:
        """Answer with the issue as it is now."""
        version = expected_version(request, required=True)
        return _shown(await self._change(actor=request.user, id=id, fields=data.fields(), version=version))


def _shown(issue: Infolettre) -> Response[InfolettreView]:
    return versioned(InfolettreView.of(issue), issue.version)


def _created(issue: Infolettre) -> Response[InfolettreView]:
    return versioned(InfolettreView.of(issue), issue.version, location=f"{_PATH}/{issue.id}")

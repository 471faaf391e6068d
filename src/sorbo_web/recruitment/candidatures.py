"""`/api/v1/candidatures`, and where they begin: `/api/v1/emplois/{id}/candidatures`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.recruitment.candidature import CANDIDATURES, Candidature
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.recruitment.use_cases.candidature.apply import ApplyForEmploi, CandidatureReceipt
from sorbo_core.recruitment.use_cases.candidature.link_to_cv import LinkToCv
from sorbo_core.recruitment.use_cases.candidature.list import ListCandidatures
from sorbo_core.recruitment.use_cases.candidature.move import MoveCandidature
from sorbo_core.recruitment.use_cases.candidature.note import NoteCandidature
from sorbo_core.recruitment.use_cases.candidature.read import ReadCandidature
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.recruitment.candidature_schemas import (
    CandidatureFile,
    CandidatureForm,
    CandidatureMove,
    CandidatureNote,
    CandidaturePage,
    CandidatureReceiptView,
    CandidatureView,
    CvLinkView,
)

_PATH = "/api/v1/candidatures"
_PUBLIC: dict[str, Any] = {"tag": "Candidatures", "policy": Policy.PUBLIC}
_READ: dict[str, Any] = {"tag": "Candidatures", "policy": Permission.READ_CANDIDATURES}
_WRITE: dict[str, Any] = {"tag": "Candidatures", "policy": Permission.WRITE_CANDIDATURES, "if_match": True}


class CandidaturesController(Controller):
    """Candidatures over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        apply_for_emploi: ApplyForEmploi,
        list_candidatures: ListCandidatures,
        read_candidature: ReadCandidature,
        move_candidature: MoveCandidature,
        note_candidature: NoteCandidature,
        link_to_cv: LinkToCv,
        gate: FormGate,
        idempotency: Idempotency,
    ) -> None:
        self._apply = apply_for_emploi
        self._page = shown_as(CandidatureView.of, list_candidatures)
        self._read = read_candidature
        self._move = move_candidature
        self._note = note_candidature
        self._link_to_cv = link_to_cv
        self._gate = gate
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        applied = operation(ApplyForEmploi, id="applyForEmploi", creates=True, form=True, **_PUBLIC)
        listed = operation(ListCandidatures, id="listCandidatures", listing=CANDIDATURES, **_READ)
        export = Export("candidatures", listing=CANDIDATURES, view=CandidatureView, read=self._page)
        read = operation(ReadCandidature, id="readCandidature", **_READ)
        moved = operation(MoveCandidature, id="moveCandidature", **_WRITE)
        noted = operation(NoteCandidature, id="noteCandidature", **_WRITE)
        linked = operation(LinkToCv, id="linkToCv", **_READ)
        handlers = [
            post("/emplois/{id:str}/candidatures", **applied)(self.apply),
            get("/candidatures", **listed)(self.list),
            export.handler("/candidatures/export", **listed),
            get("/candidatures/{id:str}", **read)(self.read),
            post("/candidatures/{id:str}/move", status_code=200, **moved)(self.move),
            post("/candidatures/{id:str}/notes", status_code=200, **noted)(self.note),
            post("/candidatures/{id:str}/cv/link", status_code=200, **linked)(self.link_to_cv),
        ]
        return Router("/api/v1", route_handlers=handlers)

    async def apply(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[CandidatureForm]
    ) -> Response[CandidatureReceiptView]:
        """Answer with a receipt."""
        decoy = await self._gate.caught(request, data, email=data.email)
        if decoy is not None:
            state = CandidatureState.RECUE
            return _receipt(CandidatureReceipt(id=decoy.id, state=state, received_at=decoy.at))
        candidate, cv_file = data.candidate(), data.cv.file_id if data.cv is not None else None
        return await self._idempotency.create(
            request,
            lambda new: self._apply(id=new, emploi=id, candidate=candidate, cv_file=cv_file),
            _receipt,
        )

    async def list(self, request: ApiRequest) -> Response[CandidaturePage]:
        """Answer with one page."""
        return await answer_page(request, CANDIDATURES, CandidaturePage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[CandidatureFile]:
        """Answer with one candidature."""
        candidature = await self._read(actor=request.user, id=id)
        return cacheable(request, CandidatureFile.of(candidature), tag=etag(candidature.version))

    async def move(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[CandidatureMove]
    ) -> Response[CandidatureFile]:
        """Answer with the candidature as it is now."""
        moved = await self._move(
            actor=request.user,
            id=id,
            state=data.state,
            reason=data.reason,
            tell=data.tell,
            version=expected_version(request),
        )
        return _shown(moved)

    async def note(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[CandidatureNote]
    ) -> Response[CandidatureFile]:
        """Answer with the candidature as it is now."""
        version = expected_version(request)
        return _shown(await self._note(actor=request.user, id=id, text=data.text, version=version))

    async def link_to_cv(self, request: ApiRequest, id: FromPath[str]) -> Response[CvLinkView]:
        """Answer with a link, which is for whoever asked."""
        link = await self._link_to_cv(actor=request.user, id=id)
        return Response(CvLinkView.of(link), headers={"cache-control": "private, no-store"})


def _shown(candidature: Candidature) -> Response[CandidatureFile]:
    return versioned(CandidatureFile.of(candidature), candidature.version)


def _receipt(receipt: CandidatureReceipt) -> Response[CandidatureReceiptView]:
    # At version 1, as any first answer: who applied before must not be told apart.
    return versioned(CandidatureReceiptView.of(receipt), 1, location=f"{_PATH}/{receipt.id}")

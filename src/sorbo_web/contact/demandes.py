"""`/api/v1/demandes`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.contact.demande import DEMANDES, Demande, DemandeState
from sorbo_core.contact.use_cases.demande.assign import AssignDemande
from sorbo_core.contact.use_cases.demande.list import ListDemandes
from sorbo_core.contact.use_cases.demande.move import MoveDemande
from sorbo_core.contact.use_cases.demande.read import ReadDemande
from sorbo_core.contact.use_cases.demande.submit import SubmitDemande
from sorbo_core.shared.actor import Permission
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.idempotency import IDEMPOTENCY_KEY, Idempotency
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.contact.schemas import (
    Assignment,
    DemandeForm,
    DemandePage,
    DemandeReceipt,
    DemandeView,
    Move,
    subject_of,
)

_PATH = "/api/v1/demandes"
_READ: dict[str, Any] = {"tag": "Demandes", "policy": Permission.READ_DEMANDES}
_WRITE: dict[str, Any] = {"tag": "Demandes", "policy": Permission.WRITE_DEMANDES}
_PUBLIC: dict[str, Any] = {"tag": "Demandes", "policy": Policy.PUBLIC}


class DemandesController(Controller):
    """Demandes over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        submit_demande: SubmitDemande,
        list_demandes: ListDemandes,
        read_demande: ReadDemande,
        assign_demande: AssignDemande,
        move_demande: MoveDemande,
        gate: FormGate,
        idempotency: Idempotency,
    ) -> None:
        self._submit = submit_demande
        self._page = shown_as(DemandeView.of, list_demandes)
        self._read = read_demande
        self._assign = assign_demande
        self._move = move_demande
        self._gate = gate
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListDemandes, id="listDemandes", listing=DEMANDES, **_READ)
        export = Export("demandes", listing=DEMANDES, view=DemandeView, read=self._page)
        handlers = [
            export.handler(**listed),
            post("/", **operation(SubmitDemande, id="submitDemande", creates=True, form=True, **_PUBLIC))(
                self.submit
            ),
            get("/", **listed)(self.list),
            get("/{id:str}", **operation(ReadDemande, id="readDemande", **_READ))(self.read),
            post(
                "/{id:str}/assign",
                status_code=200,
                **operation(AssignDemande, id="assignDemande", if_match=True, **_WRITE),
            )(self.assign),
            post(
                "/{id:str}/move",
                status_code=200,
                **operation(MoveDemande, id="moveDemande", if_match=True, **_WRITE),
            )(self.move),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def submit(self, request: ApiRequest, data: JSONBody[DemandeForm]) -> Response[DemandeReceipt]:
        """Answer with a receipt."""
        decoy = await self._gate.caught(request, data, email=data.email)
        if decoy is not None:
            state = DemandeState.NOUVEAU
            return _receipt(DemandeReceipt(id=decoy.id, state=state, received_at=decoy.at))
        return await self._idempotency.create(
            request,
            lambda id: self._submit(
                id=id,
                name=data.name,
                email=data.email,
                phone=data.phone,
                subject=subject_of(data),
                message=data.message,
                details=data.details,
                one_of_its_kind=IDEMPOTENCY_KEY in request.headers,
            ),
            lambda demande: _receipt(DemandeReceipt.of(demande)),
        )

    async def list(self, request: ApiRequest) -> Response[DemandePage]:
        """Answer with one page."""
        return await answer_page(request, DEMANDES, DemandePage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[DemandeView]:
        """Answer with one request."""
        demande = await self._read(actor=request.user, id=id)
        return cacheable(request, DemandeView.of(demande), tag=etag(demande.version))

    async def assign(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[Assignment]
    ) -> Response[DemandeView]:
        """Answer with the request as it is now."""
        version = expected_version(request)
        return _shown(
            await self._assign(actor=request.user, id=id, assignee_id=data.assignee_id, version=version)
        )

    async def move(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[Move]
    ) -> Response[DemandeView]:
        """Answer with the request as it is now."""
        version = expected_version(request)
        return _shown(await self._move(actor=request.user, id=id, state=data.state, version=version))


def _shown(demande: Demande) -> Response[DemandeView]:
    return versioned(DemandeView.of(demande), demande.version)


def _receipt(receipt: DemandeReceipt) -> Response[DemandeReceipt]:
    # At version 1, whatever staff have done meanwhile: that is nothing for visitors.
    return versioned(receipt, 1, location=f"{_PATH}/{receipt.id}")

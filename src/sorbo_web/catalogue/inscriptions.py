"""`/api/v1/inscriptions`, and where they begin: `/api/v1/sessions/{id}/inscriptions`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.catalogue.enrolment.inscription import INSCRIPTIONS, Inscription
from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.catalogue.use_cases.inscription.cancel import CancelInscription
from sorbo_core.catalogue.use_cases.inscription.confirm import ConfirmInscription
from sorbo_core.catalogue.use_cases.inscription.list import ListInscriptions
from sorbo_core.catalogue.use_cases.inscription.mark_present import MarkPresent
from sorbo_core.catalogue.use_cases.inscription.read import ReadInscription
from sorbo_core.catalogue.use_cases.inscription.request import Receipt, RequestInscription
from sorbo_core.catalogue.use_cases.inscription.withdraw import WithdrawInscription
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
from sorbo_web.catalogue.inscription_schemas import (
    InscriptionForm,
    InscriptionPage,
    InscriptionReceipt,
    InscriptionView,
    Withdrawal,
)

_PATH = "/api/v1/inscriptions"
_PUBLIC: dict[str, Any] = {"tag": "Inscriptions", "policy": Policy.PUBLIC}
_READ: dict[str, Any] = {"tag": "Inscriptions", "policy": Permission.READ_INSCRIPTIONS}
_WRITE: dict[str, Any] = {"tag": "Inscriptions", "policy": Permission.WRITE_INSCRIPTIONS, "if_match": True}


class InscriptionsController(Controller):
    """Inscriptions over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        request_inscription: RequestInscription,
        list_inscriptions: ListInscriptions,
        read_inscription: ReadInscription,
        confirm_inscription: ConfirmInscription,
        cancel_inscription: CancelInscription,
        mark_present: MarkPresent,
        withdraw_inscription: WithdrawInscription,
        gate: FormGate,
        idempotency: Idempotency,
    ) -> None:
        self._request = request_inscription
        self._page = shown_as(InscriptionView.of, list_inscriptions)
        self._read = read_inscription
        self._confirm = confirm_inscription
        self._cancel = cancel_inscription
        self._mark_present = mark_present
        self._withdraw = withdraw_inscription
        self._gate = gate
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        asked = operation(RequestInscription, id="requestInscription", creates=True, form=True, **_PUBLIC)
        listed = operation(ListInscriptions, id="listInscriptions", listing=INSCRIPTIONS, **_READ)
        export = Export("inscriptions", listing=INSCRIPTIONS, view=InscriptionView, read=self._page)
        withdrawn = operation(WithdrawInscription, id="withdrawInscription", **_PUBLIC)
        confirmed = operation(ConfirmInscription, id="confirmInscription", **_WRITE)
        cancelled = operation(CancelInscription, id="cancelInscription", **_WRITE)
        present = operation(MarkPresent, id="markInscriptionPresent", **_WRITE)
        handlers = [
            post("/sessions/{id:str}/inscriptions", **asked)(self.request),
            get("/inscriptions", **listed)(self.list),
            export.handler("/inscriptions/export", **listed),
            get("/inscriptions/{id:str}", **operation(ReadInscription, id="readInscription", **_READ))(
                self.read
            ),
            post("/inscriptions/{id:str}/confirm", status_code=200, **confirmed)(self.confirm),
            post("/inscriptions/{id:str}/cancel", status_code=200, **cancelled)(self.cancel),
            post("/inscriptions/{id:str}/mark-present", status_code=200, **present)(self.mark_present),
            post("/inscriptions/{id:str}/withdraw", status_code=200, **withdrawn)(self.withdraw),
        ]
        return Router("/api/v1", route_handlers=handlers)

    async def request(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[InscriptionForm]
    ) -> Response[InscriptionReceipt]:
        """Answer with a receipt."""
        decoy = await self._gate.caught(request, data, email=data.email)
        if decoy is not None:
            return _receipt(Receipt(id=decoy.id, state=InscriptionState.DEMANDEE))
        group = data.group.group() if data.group is not None else None
        return await self._idempotency.create(
            request,
            lambda new: self._request(
                id=new, session_id=id, name=data.name, email=data.email, phone=data.phone, group=group
            ),
            _receipt,
        )

    async def list(self, request: ApiRequest) -> Response[InscriptionPage]:
        """Answer with one page."""
        return await answer_page(request, INSCRIPTIONS, InscriptionPage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[InscriptionView]:
        """Answer with one inscription."""
        inscription = await self._read(actor=request.user, id=id)
        return cacheable(request, InscriptionView.of(inscription), tag=etag(inscription.version))

    async def confirm(self, request: ApiRequest, id: FromPath[str]) -> Response[InscriptionView]:
        """Answer with the inscription as it is now."""
        version = expected_version(request)
        return _shown(await self._confirm(actor=request.user, id=id, version=version))

    async def cancel(self, request: ApiRequest, id: FromPath[str]) -> Response[InscriptionView]:
        """Answer with the inscription as it is now."""
        version = expected_version(request)
        return _shown(await self._cancel(actor=request.user, id=id, version=version))

    async def mark_present(self, request: ApiRequest, id: FromPath[str]) -> Response[InscriptionView]:
        """Answer with the inscription as it is now."""
        version = expected_version(request)
        return _shown(await self._mark_present(actor=request.user, id=id, version=version))

    async def withdraw(self, id: FromPath[str], data: JSONBody[Withdrawal]) -> Response[InscriptionReceipt]:
        """Answer with what became of it."""
        receipt = await self._withdraw(id=id, token=data.token)
        return Response(InscriptionReceipt.of(receipt), headers={"Cache-Control": "no-store"})


def _shown(inscription: Inscription) -> Response[InscriptionView]:
    return versioned(InscriptionView.of(inscription), inscription.version)


def _receipt(receipt: Receipt) -> Response[InscriptionReceipt]:
    # At version 1, as any first answer: who asked before must not be told apart.
    return versioned(InscriptionReceipt.of(receipt), 1, location=f"{_PATH}/{receipt.id}")

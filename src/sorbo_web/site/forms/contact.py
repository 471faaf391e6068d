"""`/api/contact`: the contact form of the existing pages."""

from collections.abc import Iterator
from typing import Any

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from sorbo_core.contact.use_cases.demande.submit import SubmitDemande
from sorbo_core.shared.ports import Ids
from sorbo_web.api.controller import Controller
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.site.answers import Json, succeeded
from sorbo_web.site.forms.contact_body import ContactFields, contact_fields
from sorbo_web.site.neutral import Name

_FORM: dict[str, Any] = {"policy": Policy.PUBLIC, "form": True}
_THANKS = "Votre message a bien été envoyé. Nous vous répondrons rapidement."


class ContactController(Controller):
    """Takes in what visitors ask, as a demande."""

    def __init__(self, *, submit_demande: SubmitDemande, gate: FormGate, ids: Ids) -> None:
        self._submit = submit_demande
        self._gate = gate
        self._ids = ids

    def handlers(self) -> Iterator[HTTPRouteHandler]:
        """Return the route."""
        route = post("/contact", status_code=201, operation_id="contactByOldPages", opt=_FORM)
        yield route(self.submit)

    async def submit(self, request: ApiRequest, data: JSONBody[dict[str, Any]]) -> Response[Json]:
        """Answer that it is received."""
        fields = contact_fields(data)
        decoy = await self._gate.caught(request, VisitorForm(website=fields.website), email=fields.email)
        id_ = decoy.id if decoy is not None else await self._received(fields)
        return succeeded({"id": Name(id_)}, status_code=201, message=_THANKS)

    async def _received(self, fields: ContactFields) -> str:
        demande = await self._submit(
            id=self._ids.new(),
            name=fields.name,
            email=fields.email,
            phone=fields.phone,
            subject=fields.subject,
            message=fields.message,
            details=fields.details,
        )
        return demande.id

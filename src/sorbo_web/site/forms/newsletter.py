"""`/api/zoho-proxy/send`: the newsletter's form of the existing pages. It relays no mail."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.contact.use_cases.abonne.subscribe import Subscribe
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.ports import Clock, Ids
from sorbo_web.api.controller import Controller
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.site.answers import Json, failed, succeeded

_FORM: dict[str, Any] = {"policy": Policy.PUBLIC, "form": True}
_NEWSLETTER, _CONFIRMATION = "newsletter", "confirmation"


class FormData(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of the page's form, of which two matter: the address, and the trap for robots."""

    email: str = ""
    website: str = ""


class MailOrder(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the page would have mailed. Recipient, subject and bodies are its own, and are not read."""

    type: str = ""
    form_data: FormData | None = None


class NewsletterController(Controller):
    """Takes in who wants the newsletter; they confirm by our own mail."""

    def __init__(self, *, subscribe: Subscribe, gate: FormGate, ids: Ids, clock: Clock) -> None:
        self._subscribe = subscribe
        self._gate = gate
        self._ids = ids
        self._clock = clock

    def handlers(self) -> Iterator[HTTPRouteHandler]:
        """Return the route."""
        route = post("/zoho-proxy/send", status_code=200, operation_id="sendByOldPages", opt=_FORM)
        yield route(self.send)

    async def send(self, request: ApiRequest, data: JSONBody[MailOrder]) -> Response[Json]:
        """Answer as if a mail had been sent; to anything but the newsletter, that none was.

        The page then opens the visitor's own mail program: what they wrote is not lost.
        """
        if data.type not in {_NEWSLETTER, _CONFIRMATION}:
            return failed(422, "NOT_SENT", "Ce message n'a pas été envoyé : écrivez-nous par e-mail.")
        form = data.form_data or FormData()
        email = form.email.strip()
        # One page has a field without a name: there is no address to take in, and no reason to alarm.
        if data.type == _NEWSLETTER and email:
            await self._take_in(request, form, email)
        return self._sent(self._clock.now())

    async def _take_in(self, request: ApiRequest, form: FormData, email: str) -> None:
        shown = VisitorForm(website=form.website)
        if await self._gate.caught(request, shown, email=email) is None:
            await self._subscribe(email=email, categories=tuple(Rubrique), language=Language.FR)

    def _sent(self, at: datetime) -> Response[Json]:
        message = "Votre demande a bien été prise en compte."
        return succeeded(message=message, emailId=self._ids.new(), timestamp=at)

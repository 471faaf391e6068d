"""`/api/v1/abonnes`."""

from typing import Any, Literal

from litestar import Response, Router, delete, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath, JSONBody

from sorbo_core.contact.newsletter.abonne import ABONNES, Abonne, AbonneState
from sorbo_core.contact.use_cases.abonne.confirm import ConfirmSubscription
from sorbo_core.contact.use_cases.abonne.list import ListAbonnes
from sorbo_core.contact.use_cases.abonne.read import ReadAbonne
from sorbo_core.contact.use_cases.abonne.remove import RemoveAbonne
from sorbo_core.contact.use_cases.abonne.subscribe import Subscribe
from sorbo_core.contact.use_cases.abonne.unsubscribe import Unsubscribe
from sorbo_core.contact.use_cases.abonne.unsubscribe_one_click import UnsubscribeOneClick
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import Malformed, Violation
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import FORM_TYPES, ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.api.tables.export import Export
from sorbo_web.contact.abonne_schemas import (
    AbonnePage,
    AbonneView,
    MailToken,
    OneClick,
    SubscriptionForm,
    SubscriptionReceipt,
)

_PATH = "/api/v1/abonnes"
_TAG: dict[str, Any] = {"tag": "Abonnes"}
_PUBLIC: dict[str, Any] = {**_TAG, "policy": Policy.PUBLIC}
_READ: dict[str, Any] = {**_TAG, "policy": Permission.READ_ABONNES}
_WRITE: dict[str, Any] = {**_TAG, "policy": Permission.WRITE_ABONNES}


class AbonnesController(Controller):
    """Subscribers over HTTP: one hop to the use case, nothing else."""

    def __init__(
        self,
        *,
        subscribe: Subscribe,
        confirm: ConfirmSubscription,
        unsubscribe: Unsubscribe,
        unsubscribe_one_click: UnsubscribeOneClick,
        list_abonnes: ListAbonnes,
        read_abonne: ReadAbonne,
        remove_abonne: RemoveAbonne,
        gate: FormGate,
    ) -> None:
        self._subscribe = subscribe
        self._confirm = confirm
        self._unsubscribe = unsubscribe
        self._unsubscribe_one_click = unsubscribe_one_click
        self._page = shown_as(AbonneView.of, list_abonnes)
        self._read = read_abonne
        self._remove = remove_abonne
        self._gate = gate

    def router(self) -> Router:
        """Return the routes."""
        asked = operation(Subscribe, id="subscribe", form=True, **_PUBLIC)
        confirmed = operation(ConfirmSubscription, id="confirmSubscription", **_PUBLIC)
        left = operation(Unsubscribe, id="unsubscribe", **_PUBLIC)
        one_click = operation(UnsubscribeOneClick, id="unsubscribeOneClick", **_PUBLIC)
        one_click["opt"] |= {"body": OneClick, "media_types": FORM_TYPES}
        removed = operation(RemoveAbonne, id="removeAbonne", if_match=True, **_WRITE)
        listed = operation(ListAbonnes, id="listAbonnes", listing=ABONNES, **_READ)
        export = Export("abonnes", listing=ABONNES, view=AbonneView, read=self._page)
        handlers = [
            post("/", status_code=202, **asked)(self.subscribe),
            post("/confirm", status_code=200, **confirmed)(self.confirm),
            post("/unsubscribe", status_code=200, **left)(self.unsubscribe),
            post("/unsubscribe/{token:str}", status_code=200, **one_click)(self.unsubscribe_one_click),
            get("/", **listed)(self.list),
            export.handler(**listed),
            get("/{id:str}", **operation(ReadAbonne, id="readAbonne", **_READ))(self.read),
            delete("/{id:str}", status_code=200, **removed)(self.remove),
        ]
        return Router(_PATH, route_handlers=handlers)

    async def subscribe(
        self, request: ApiRequest, data: JSONBody[SubscriptionForm]
    ) -> Response[SubscriptionReceipt]:
        """Answer with the receipt that everybody gets."""
        if await self._gate.caught(request, data, email=data.email) is None:
            await self._subscribe(email=data.email, categories=data.categories, language=data.language)
        return _receipt(AbonneState.EN_ATTENTE, status=202)

    async def confirm(self, data: JSONBody[MailToken]) -> Response[SubscriptionReceipt]:
        """Answer with where the subscription stands."""
        return _receipt((await self._confirm(token=data.token)).state)

    async def unsubscribe(self, data: JSONBody[MailToken]) -> Response[SubscriptionReceipt]:
        """Answer with where the subscription stands."""
        return _receipt((await self._unsubscribe(token=data.token)).state)

    async def unsubscribe_one_click(
        self, request: ApiRequest, token: FromPath[str]
    ) -> Response[SubscriptionReceipt]:
        """Answer with where the subscription stands."""
        await _check_one_click(request)
        return _receipt((await self._unsubscribe_one_click(token=token)).state)

    async def list(self, request: ApiRequest) -> Response[AbonnePage]:
        """Answer with one page."""
        return await answer_page(request, ABONNES, AbonnePage, self._page)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[AbonneView]:
        """Answer with one subscriber."""
        abonne = await self._read(actor=request.user, id=id)
        return cacheable(request, AbonneView.of(abonne), tag=etag(abonne.version))

    async def remove(self, request: ApiRequest, id: FromPath[str]) -> Response[AbonneView]:
        """Answer with the subscriber as it is now."""
        version = expected_version(request)
        return _shown(await self._remove(actor=request.user, id=id, version=version))


async def _check_one_click(request: ApiRequest) -> None:
    """Return only when the body is the form of RFC 8058.

    Raises:
        Malformed: it is another one.
    """
    try:
        form = await request.form()
    except (HTTPException, ValueError) as error:
        raise Malformed(Violation("", "not_one_click")) from error
    if [*form.multi_items()] != [("List-Unsubscribe", "One-Click")]:
        raise Malformed(Violation("", "not_one_click"))


def _shown(abonne: Abonne) -> Response[AbonneView]:
    return versioned(AbonneView.of(abonne), abonne.version)


def _receipt(state: AbonneState, *, status: Literal[200, 202] = 200) -> Response[SubscriptionReceipt]:
    headers = {"Cache-Control": "no-store"}
    return Response(SubscriptionReceipt(state=state), status_code=status, headers=headers)

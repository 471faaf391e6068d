"""`/api/v1/formations/{id}/avis` and `/api/v1/logiciels/{id}/avis`: what people say of an entry."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.reviews.avis import SHOWN_AVIS, Reviewed
from sorbo_core.reviews.use_cases.list_shown import ListShownAvis
from sorbo_core.reviews.use_cases.submit import AvisReceipt, SubmitAvis
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.query import ListQuery, Page
from sorbo_web.api.answers import versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.entries.operation import noun_operation
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.pages import answer_page
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.reviews.schemas import AvisForm, AvisReceiptView, ShownAvisPage, ShownAvisView

_PUBLIC: dict[str, Any] = {"tag": "Avis", "policy": Policy.PUBLIC}


class EntryAvisController(Controller):
    """What people say of the entries of one noun, over HTTP.

    Args:
        noun: which.
        submit_avis, list_shown_avis: the use cases behind the routes.
        gate: catches robots.
        idempotency: makes creations happen once.
    """

    def __init__(
        self,
        *,
        noun: Noun[Any],
        submit_avis: SubmitAvis,
        list_shown_avis: ListShownAvis,
        gate: FormGate,
        idempotency: Idempotency,
    ) -> None:
        self._noun = noun
        self._reviewed = Reviewed(noun.name)
        self._submit = submit_avis
        self._list = list_shown_avis
        self._gate = gate
        self._idempotency = idempotency

    def router(self) -> Router:
        """Return the routes."""
        name, noun = self._noun.name.capitalize(), self._noun
        given = noun_operation(
            noun,
            SubmitAvis,
            id=f"submit{name}Avis",
            answers=AvisReceiptView,
            creates=True,
            form=True,
            **_PUBLIC,
        )
        listed = noun_operation(
            noun,
            ListShownAvis,
            id=f"list{name}Avis",
            answers=ShownAvisPage,
            listing=SHOWN_AVIS,
            cacheable=True,
            **_PUBLIC,
        )
        path = f"/api/v1/{noun.plural}/{{id:str}}/avis"
        return Router(path, route_handlers=[post("/", **given)(self.submit), get("/", **listed)(self.list)])

    async def submit(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[AvisForm]
    ) -> Response[AvisReceiptView]:
        """Answer with a receipt."""
        decoy = await self._gate.caught(request, data, email=data.email)
        if decoy is not None:
            return _receipt(AvisReceipt(id=decoy.id))
        opinion = data.opinion()
        return await self._idempotency.create(
            request, lambda new: self._submit(id=new, noun=self._reviewed, key=id, opinion=opinion), _receipt
        )

    async def list(self, request: ApiRequest, id: FromPath[str]) -> Response[ShownAvisPage]:
        """Answer with one page."""

        async def read(_: ApiRequest, query: ListQuery) -> Page[ShownAvisView]:
            page = await self._list(noun=self._reviewed, key=id, query=query)
            return page.map(ShownAvisView.of)

        made_from = ("avis", self._noun.name)
        return await answer_page(request, SHOWN_AVIS, ShownAvisPage, read, made_from=made_from)


def _receipt(receipt: AvisReceipt) -> Response[AvisReceiptView]:
    return versioned(AvisReceiptView.of(receipt), 1, location=f"/api/v1/avis/{receipt.id}")

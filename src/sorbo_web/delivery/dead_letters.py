"""`/api/v1/dead-letters`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from sorbo_core.delivery.dead_letter import DEAD_LETTERS
from sorbo_core.delivery.use_cases.list_dead_letters import ListDeadLetters
from sorbo_core.delivery.use_cases.requeue_dead_letter import RequeueDeadLetter
from sorbo_core.delivery.use_cases.requeue_dead_letters import RequeueDeadLetters
from sorbo_core.shared.actor import Permission
from sorbo_web.api.controller import Controller
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.delivery.schemas import DeadLetterPage, DeadLetterView, Requeued, RequeueForm

_FACTS: dict[str, Any] = {"tag": "Dead letters", "policy": Permission.MANAGE_DELIVERIES}
_NO_STORE = {"Cache-Control": "no-store"}


class DeadLettersController(Controller):
    """Deliveries that were given up, over HTTP."""

    def __init__(
        self,
        *,
        list_dead_letters: ListDeadLetters,
        requeue_dead_letter: RequeueDeadLetter,
        requeue_dead_letters: RequeueDeadLetters,
    ) -> None:
        self._page = shown_as(DeadLetterView.of, list_dead_letters)
        self._requeue = requeue_dead_letter
        self._requeue_many = requeue_dead_letters

    def router(self) -> Router:
        """Return the routes."""
        one = operation(RequeueDeadLetter, id="requeueDeadLetter", **_FACTS)
        many = operation(RequeueDeadLetters, id="requeueDeadLetters", **_FACTS)
        listed = operation(ListDeadLetters, id="listDeadLetters", listing=DEAD_LETTERS, **_FACTS)
        handlers = [
            get("/", **listed)(self.list),
            post("/requeue", status_code=200, **many)(self.requeue_many),
            post("/{id:str}/requeue", status_code=200, **one)(self.requeue),
        ]
        return Router("/api/v1/dead-letters", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[DeadLetterPage]:
        """Answer with one page."""
        return await answer_page(request, DEAD_LETTERS, DeadLetterPage, self._page)

    async def requeue(self, request: ApiRequest, id: FromPath[str]) -> Response[Requeued]:
        """Answer with how many were requeued: one."""
        await self._requeue(actor=request.user, id=id)
        return Response(Requeued(requeued=1), headers=_NO_STORE)

    async def requeue_many(self, request: ApiRequest, data: JSONBody[RequeueForm]) -> Response[Requeued]:
        """Answer with how many were requeued."""
        requeued = await self._requeue_many(actor=request.user, filters=data.filters())
        return Response(Requeued(requeued=requeued), headers=_NO_STORE)

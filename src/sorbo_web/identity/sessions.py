"""`/api/v1/auth/sessions`: everybody's own."""

from typing import Any

from litestar import Response, Router, delete, get
from litestar.params import FromPath

from sorbo_core.identity.use_cases.session.end_own import EndOwnSession
from sorbo_core.identity.use_cases.session.list_own import ListOwnSessions
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.schemas import LoginSessionsView, LoginSessionView

_OWN: dict[str, Any] = {"tag": "Authentication", "policy": Policy.AUTHENTICATED}


class LoginSessionsController(Controller):
    """Where one is logged in."""

    def __init__(self, *, list_own_sessions: ListOwnSessions, end_own_session: EndOwnSession) -> None:
        self._list = list_own_sessions
        self._end = end_own_session

    def router(self) -> Router:
        """Return the routes."""
        ended = operation(EndOwnSession, id="endOwnSession", **_OWN)
        handlers = [
            get("/", **operation(ListOwnSessions, id="listOwnSessions", **_OWN))(self.list),
            delete("/{id:str}", status_code=204, **ended)(self.end),
        ]
        return Router("/api/v1/auth/sessions", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[LoginSessionsView]:
        """Answer with all of them."""
        sessions = await self._list(actor=request.user)
        current = request.user.session_id
        items = tuple(LoginSessionView.of(each, current=current) for each in sessions)
        return cacheable(request, LoginSessionsView(items=items))

    async def end(self, request: ApiRequest, id: FromPath[str]) -> Response[None]:
        """Answer with nothing."""
        await self._end(actor=request.user, id=id)
        return Response(None, status_code=204, headers={"Cache-Control": "no-store"})

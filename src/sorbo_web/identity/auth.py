"""`/api/v1/auth`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import JSONBody

from sorbo_core.identity.use_cases.log_in import LogIn
from sorbo_core.identity.use_cases.read_own_compte import ReadOwnCompte
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.schemas import CompteView, Credentials, TokenView

_FACTS: dict[str, Any] = {"tag": "Authentication"}


class AuthController(Controller):
    """Logging in over HTTP."""

    def __init__(self, *, log_in: LogIn, read_own_compte: ReadOwnCompte) -> None:
        self._log_in = log_in
        self._read_own_compte = read_own_compte

    def router(self) -> Router:
        """Return the routes."""
        handlers = [
            post("/login", status_code=200, **operation(LogIn, id="logIn", policy=Policy.PUBLIC, **_FACTS))(
                self.log_in
            ),
            get("/me", **operation(ReadOwnCompte, id="readOwnCompte", policy=Policy.AUTHENTICATED, **_FACTS))(
                self.me
            ),
        ]
        return Router("/api/v1/auth", route_handlers=handlers)

    async def log_in(self, data: JSONBody[Credentials]) -> Response[TokenView]:
        """Answer with an access token."""
        token = await self._log_in(email=data.email, password=data.password)
        return Response(TokenView.of(token), headers={"Cache-Control": "no-store"})

    async def me(self, request: ApiRequest) -> Response[CompteView]:
        """Answer with the caller's own account."""
        compte = await self._read_own_compte(actor=request.user)
        return cacheable(request, CompteView.of(compte))

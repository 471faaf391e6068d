"""`/api/v1/auth`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import JSONBody

from sorbo_core.identity.sessions.errors import RefreshTokenInvalid
from sorbo_core.identity.use_cases.complete_login import CompleteLogin
from sorbo_core.identity.use_cases.log_in import LoggedIn, LogIn, SecondFactorNeeded
from sorbo_core.identity.use_cases.read_own_compte import ReadOwnCompte
from sorbo_core.identity.use_cases.session.log_out import LogOut
from sorbo_core.identity.use_cases.session.log_out_everywhere import LogOutEverywhere
from sorbo_core.identity.use_cases.session.open import Passes
from sorbo_core.identity.use_cases.session.refresh import RefreshSession
from sorbo_web.api.access.cookies import ACCESS_COOKIE, DEVICE_COOKIE, REFRESH_COOKIE, given, made
from sorbo_web.api.access.credentials import Pages
from sorbo_web.api.answers import cacheable
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.device import device_of
from sorbo_web.identity.schemas import CompteView, Credentials, Delivery, LoginView, SessionToken
from sorbo_web.identity.second_factor_schemas import CodeCredentials

_ENTRANCE: dict[str, Any] = {"tag": "Authentication", "policy": Policy.ENTRANCE}
_OWN: dict[str, Any] = {"tag": "Authentication", "policy": Policy.AUTHENTICATED}
_YEAR = 365 * 86_400
_NO_STORE = {"Cache-Control": "no-store"}
# What the browser has kept of this person's pages goes too; the device stays known.
_FORGETTING = {**_NO_STORE, "Clear-Site-Data": '"cache", "storage"'}
_GONE = [made(ACCESS_COOKIE, "", seconds=0), made(REFRESH_COOKIE, "", seconds=0)]


class AuthController(Controller):
    """Logging in, going on, logging out."""

    def __init__(
        self,
        *,
        log_in: LogIn,
        complete_login: CompleteLogin,
        refresh_session: RefreshSession,
        log_out: LogOut,
        log_out_everywhere: LogOutEverywhere,
        read_own_compte: ReadOwnCompte,
        pages: Pages,
    ) -> None:
        self._log_in = log_in
        self._complete_login = complete_login
        self._refresh = refresh_session
        self._log_out = log_out
        self._log_out_everywhere = log_out_everywhere
        self._read_own_compte = read_own_compte
        self._pages = pages

    def router(self) -> Router:
        """Return the routes."""
        logged_in = operation(LogIn, id="logIn", **_ENTRANCE)
        completed = operation(CompleteLogin, id="completeLogin", **_ENTRANCE)
        refreshed = operation(RefreshSession, id="refreshSession", **_ENTRANCE)
        logged_out = operation(LogOut, id="logOut", **_ENTRANCE)
        everywhere = operation(LogOutEverywhere, id="logOutEverywhere", **_OWN)
        handlers = [
            post("/login", status_code=200, **logged_in)(self.log_in),
            post("/login/second-factor", status_code=200, **completed)(self.complete_login),
            post("/refresh", status_code=200, **refreshed)(self.refresh),
            post("/logout", status_code=204, **logged_out)(self.log_out),
            post("/logout-everywhere", status_code=204, **everywhere)(self.log_out_everywhere),
            get("/me", **operation(ReadOwnCompte, id="readOwnCompte", **_OWN))(self.me),
        ]
        return Router("/api/v1/auth", route_handlers=handlers)

    async def log_in(self, request: ApiRequest, data: JSONBody[Credentials]) -> Response[LoginView]:
        """Answer with tokens, or with cookies."""
        if data.delivery is Delivery.COOKIE:
            self._pages.check(request)
        login = await self._log_in(
            email=data.email,
            password=data.password,
            device=device_of(request),
            device_token=data.device_token or given(request, DEVICE_COOKIE),
        )
        if isinstance(login, SecondFactorNeeded):
            return Response(LoginView.waiting(login.ticket), headers=_NO_STORE)
        await self._end_former(request)
        return _complete(login, data.delivery)

    async def complete_login(
        self, request: ApiRequest, data: JSONBody[CodeCredentials]
    ) -> Response[LoginView]:
        """Answer with tokens, or with cookies."""
        if data.delivery is Delivery.COOKIE:
            self._pages.check(request)
        login = await self._complete_login(
            ticket=data.ticket,
            code=data.code,
            device=device_of(request),
            device_token=data.device_token or given(request, DEVICE_COOKIE),
        )
        await self._end_former(request)
        return _complete(login, data.delivery)

    async def refresh(self, request: ApiRequest, data: JSONBody[SessionToken]) -> Response[LoginView]:
        """Answer with the next tokens, the way the last one came."""
        if data.refresh_token is not None:
            passes = await self._refresh(token=data.refresh_token, device=device_of(request))
            return Response(LoginView.of(passes, delivery=Delivery.TOKEN), headers=_NO_STORE)
        cookie = self._refresh_cookie(request)
        if cookie is None:
            raise RefreshTokenInvalid
        passes = await self._refresh(token=cookie, device=device_of(request))
        answer = Response(LoginView.of(passes, delivery=Delivery.COOKIE), headers=_NO_STORE)
        _set_cookies(answer, passes)
        return answer

    async def log_out(self, request: ApiRequest, data: JSONBody[SessionToken]) -> Response[None]:
        """Answer with nothing, and have the browser forget."""
        token = data.refresh_token or self._refresh_cookie(request)
        await self._log_out(actor=request.user, refresh_token=token)
        return Response(None, status_code=204, headers=_FORGETTING, cookies=_GONE)

    async def log_out_everywhere(self, request: ApiRequest) -> Response[None]:
        """Answer with nothing, and have the browser forget."""
        await self._log_out_everywhere(actor=request.user)
        return Response(None, status_code=204, headers=_FORGETTING, cookies=_GONE)

    async def me(self, request: ApiRequest) -> Response[CompteView]:
        """Answer with the caller's own account."""
        compte = await self._read_own_compte(actor=request.user)
        return cacheable(request, CompteView.of(compte))

    async def _end_former(self, request: ApiRequest) -> None:
        """End the session that whoever logs in had here before: one that nobody uses, nobody ends."""
        token = given(request, REFRESH_COOKIE)
        if request.user.session_id is not None or token is not None:
            await self._log_out(actor=request.user, refresh_token=token)

    def _refresh_cookie(self, request: ApiRequest) -> str | None:
        cookie = given(request, REFRESH_COOKIE)
        if cookie is not None:
            self._pages.check(request)
        return cookie


def _complete(login: LoggedIn, delivery: Delivery) -> Response[LoginView]:
    view = LoginView.of(login.passes, delivery=delivery, device_token=login.device_token)
    answer = Response(view, headers=_NO_STORE)
    if delivery is Delivery.COOKIE:
        _set_cookies(answer, login.passes)
        answer.cookies.append(made(DEVICE_COOKIE, login.device_token, seconds=_YEAR))
    return answer


def _set_cookies(answer: Response[LoginView], passes: Passes) -> None:
    session, access = passes.session, passes.access
    for name, value, until in (
        (ACCESS_COOKIE, access.token, access.expires_at),
        (REFRESH_COOKIE, passes.refresh.text, session.over_at),
    ):
        seconds = int((until - session.last_used_at).total_seconds())
        answer.cookies.append(made(name, value, seconds=seconds))

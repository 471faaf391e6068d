"""`/api/admin/auth`: the login of the existing pages."""

from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import TokenInvalid, WrongCredentials
from sorbo_core.identity.second_factor.errors import SecondFactorRequired
from sorbo_core.identity.sessions.errors import TooManyGuesses
from sorbo_core.identity.use_cases.pages.log_in import LogInOnPages
from sorbo_core.identity.use_cases.pages.verify import VerifyPagesLogin
from sorbo_core.shared.errors import Forbidden
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.identity.device import device_of
from sorbo_web.site.answers import Json, failed, succeeded

_ENTRANCE: dict[str, Any] = {"policy": Policy.ENTRANCE}
_OWN: dict[str, Any] = {"policy": Policy.OWN}
_SCHEME, _MINUTE = "bearer ", 60
_LONGEST = 255
"""No address is that long."""


class PagesCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """What the page's form has: the name is the mail address of an account."""

    username: str = ""
    password: str = ""


class AdminController(Controller):
    """Logging in on the existing pages, which ask for nothing more than whether somebody is logged in."""

    def __init__(self, *, log_in: LogInOnPages, verify: VerifyPagesLogin) -> None:
        self._log_in = log_in
        self._verify = verify

    def handlers(self) -> Iterator[HTTPRouteHandler]:
        """Return the routes."""
        yield post("/admin/auth/login", status_code=200, opt=_ENTRANCE)(self.log_in)
        yield get("/admin/auth/verify", opt=_OWN)(self.verify)

    async def log_in(self, request: ApiRequest, data: JSONBody[PagesCredentials]) -> Response[Json]:
        """Answer with a token; to whoever guesses, always alike."""
        if not (data.username and data.password):
            return failed(400, "MISSING_CREDENTIALS", "Indiquez votre adresse e-mail et votre mot de passe.")
        email = data.username.strip()[:_LONGEST]
        try:
            login = await self._log_in(email=email, password=data.password, device=device_of(request))
        except WrongCredentials:
            return _wrong()
        except TooManyGuesses as error:
            return _locked(error.retry_after)
        except SecondFactorRequired:
            return _elsewhere()
        except Forbidden:
            return failed(403, "ACCESS_DENIED", "Ce compte ne donne pas accès à cette page.")
        user = {**_user(login.compte), "lastLogin": login.at}
        told = {"token": login.token, "user": user, "expiresIn": "24h"}
        return succeeded(told, message="Connexion réussie.")

    async def verify(self, request: ApiRequest) -> Response[Json]:
        """Answer whether the token is good, and whose it is."""
        field = request.headers.get("authorization", "")
        if not field.lower().startswith(_SCHEME):
            return failed(401, "MISSING_TOKEN", "Connectez-vous.")
        try:
            compte = await self._verify(token=field[len(_SCHEME) :].strip())
        except TokenInvalid:
            return failed(401, "INVALID_TOKEN", "Votre session est terminée : connectez-vous à nouveau.")
        return succeeded({"user": _user(compte)}, message="Session valide.")


def _wrong() -> Response[Json]:
    return failed(401, "INVALID_CREDENTIALS", "Adresse e-mail ou mot de passe incorrect.")


def _locked(seconds: int) -> Response[Json]:
    minutes = max(1, -(-seconds // _MINUTE))
    message = f"Trop d'essais : réessayez dans {minutes} min."
    answer = failed(423, "ACCOUNT_LOCKED", message, remainingMinutes=minutes)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _elsewhere() -> Response[Json]:
    return failed(
        403,
        "SECOND_FACTOR_REQUIRED",
        "Ce compte demande un second facteur, que cette page ne connaît pas : "
        "connectez-vous à la nouvelle interface d'administration.",
    )


def _user(compte: Compte) -> Json:
    first, _, last = compte.name.partition(" ")
    return {
        "id": compte.id,
        "username": compte.email,
        "email": compte.email,
        "role": compte.role,
        "firstName": first,
        "lastName": last,
        "fullName": compte.name,
        "preferences": {},
        "createdAt": compte.created_at,
    }

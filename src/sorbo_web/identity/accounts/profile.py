"""What holders of accounts change about their own: `/api/v1/auth/me`."""

from typing import Any

import msgspec
from litestar import Response, Router, patch, post
from litestar.params import JSONBody

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.use_cases.compte.change_profile import ChangeOwnProfile
from sorbo_core.identity.use_cases.email.ask_change import AskForEmailChange
from sorbo_core.identity.use_cases.password.change import ChangeOwnPassword
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_web.api.access.cookies import DEVICE_COOKIE, given
from sorbo_web.api.answers import versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.accounts.access_schemas import AskedReceipt, EmailChange, PasswordChange, ProfilePatch
from sorbo_web.identity.accounts.registration import receipt
from sorbo_web.identity.device import device_of
from sorbo_web.identity.schemas import CompteView

_FACTS: dict[str, Any] = {"tag": "Authentication", "policy": Policy.AUTHENTICATED}


class ProfileController(Controller):
    """One's own account over HTTP: who asks is who is meant."""

    def __init__(
        self,
        *,
        change_own_profile: ChangeOwnProfile,
        change_own_password: ChangeOwnPassword,
        ask_for_email_change: AskForEmailChange,
    ) -> None:
        self._change_profile = change_own_profile
        self._change_password = change_own_password
        self._ask_for_email = ask_for_email_change

    def router(self) -> Router:
        """Return the routes."""
        renamed = operation(ChangeOwnProfile, id="changeOwnProfile", if_match=True, **_FACTS)
        changed = operation(ChangeOwnPassword, id="changeOwnPassword", **_FACTS)
        asked = operation(AskForEmailChange, id="askForEmailChange", **_FACTS)
        handlers = [
            patch("/profile", **renamed)(self.change_profile),
            post("/password", status_code=200, **changed)(self.change_password),
            post("/email", status_code=202, **asked)(self.change_email),
        ]
        return Router("/api/v1/auth/me", route_handlers=handlers)

    async def change_profile(self, request: ApiRequest, data: JSONBody[ProfilePatch]) -> Response[CompteView]:
        """Answer with the account as it is now."""
        if data.name is None:
            raise Invalid(Violation("/name", "required"))
        name = None if data.name is msgspec.UNSET else data.name
        version = expected_version(request)
        return _shown(await self._change_profile(actor=request.user, name=name, version=version))

    async def change_password(
        self, request: ApiRequest, data: JSONBody[PasswordChange]
    ) -> Response[CompteView]:
        """Answer with the account, which has the new password."""
        return _shown(
            await self._change_password(
                actor=request.user,
                current_password=data.current_password,
                new_password=data.new_password,
                code=data.code,
                address=device_of(request).address,
                device_token=given(request, DEVICE_COOKIE),
            )
        )

    async def change_email(self, request: ApiRequest, data: JSONBody[EmailChange]) -> Response[AskedReceipt]:
        """Answer with the receipt that everybody gets."""
        await self._ask_for_email(
            actor=request.user,
            email=data.email,
            current_password=data.current_password,
            language=data.language,
            code=data.code,
            address=device_of(request).address,
            device_token=given(request, DEVICE_COOKIE),
        )
        return receipt()


def _shown(compte: Compte) -> Response[CompteView]:
    return versioned(CompteView.of(compte), compte.version)

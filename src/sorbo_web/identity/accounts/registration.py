"""What visitors ask for by an address, and do by the links of mails: `/api/v1/auth/…`."""

from typing import Any

from litestar import Response, Router, post
from litestar.params import JSONBody

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.use_cases.email.confirm import ConfirmEmailChange
from sorbo_core.identity.use_cases.password.ask_reset import AskForPasswordReset
from sorbo_core.identity.use_cases.password.reset import ResetPassword
from sorbo_core.identity.use_cases.registration.ask import AskToRegister
from sorbo_core.identity.use_cases.registration.confirm import ConfirmRegistration
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.routes import operation
from sorbo_web.identity.accounts.access_schemas import (
    AddressForm,
    AskedReceipt,
    LinkForm,
    OpeningForm,
    ResetForm,
)
from sorbo_web.identity.schemas import CompteView

_FACTS: dict[str, Any] = {"tag": "Authentication", "policy": Policy.PUBLIC}
_PRIVATE = {"Cache-Control": "no-store"}


class RegistrationController(Controller):
    """Registration, forgotten passwords and new addresses over HTTP."""

    def __init__(
        self,
        *,
        ask_to_register: AskToRegister,
        confirm_registration: ConfirmRegistration,
        ask_for_password_reset: AskForPasswordReset,
        reset_password: ResetPassword,
        confirm_email_change: ConfirmEmailChange,
    ) -> None:
        self._ask_to_register = ask_to_register
        self._confirm_registration = confirm_registration
        self._ask_for_reset = ask_for_password_reset
        self._reset_password = reset_password
        self._confirm_email = confirm_email_change

    def router(self) -> Router:
        """Return the routes."""
        asked = operation(AskToRegister, id="register", **_FACTS)
        confirmed = operation(ConfirmRegistration, id="confirmRegistration", **_FACTS)
        forgotten = operation(AskForPasswordReset, id="askForPasswordReset", **_FACTS)
        reset = operation(ResetPassword, id="resetPassword", **_FACTS)
        moved = operation(ConfirmEmailChange, id="confirmEmailChange", **_FACTS)
        handlers = [
            post("/register", status_code=202, **asked)(self.register),
            post("/register/confirm", status_code=200, **confirmed)(self.confirm_registration),
            post("/password/forgotten", status_code=202, **forgotten)(self.forgotten),
            post("/password/reset", status_code=200, **reset)(self.reset),
            post("/email/confirm", status_code=200, **moved)(self.confirm_email),
        ]
        return Router("/api/v1/auth", route_handlers=handlers)

    async def register(self, data: JSONBody[AddressForm]) -> Response[AskedReceipt]:
        """Answer with the receipt that everybody gets."""
        await self._ask_to_register(email=data.email, language=data.language)
        return receipt()

    async def forgotten(self, data: JSONBody[AddressForm]) -> Response[AskedReceipt]:
        """Answer with the receipt that everybody gets."""
        await self._ask_for_reset(email=data.email, language=data.language)
        return receipt()

    async def confirm_registration(self, data: JSONBody[OpeningForm]) -> Response[CompteView]:
        """Answer with the account, which is open."""
        return _shown(
            await self._confirm_registration(token=data.token, name=data.name, password=data.password)
        )

    async def reset(self, data: JSONBody[ResetForm]) -> Response[CompteView]:
        """Answer with the account, which has the new password."""
        return _shown(await self._reset_password(token=data.token, password=data.password))

    async def confirm_email(self, data: JSONBody[LinkForm]) -> Response[CompteView]:
        """Answer with the account, which has the new address."""
        return _shown(await self._confirm_email(token=data.token))


def receipt() -> Response[AskedReceipt]:
    """Return the answer to whoever asks for a mail."""
    return Response(AskedReceipt(), status_code=202, headers=_PRIVATE)


def _shown(compte: Compte) -> Response[CompteView]:
    return Response(CompteView.of(compte), headers=_PRIVATE)

"""`/api/v1/auth/me/second-factor`."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import JSONBody

from sorbo_core.identity.use_cases.second_factor.begin import BeginSecondFactor
from sorbo_core.identity.use_cases.second_factor.confirm import ConfirmSecondFactor
from sorbo_core.identity.use_cases.second_factor.disable import DisableSecondFactor
from sorbo_core.identity.use_cases.second_factor.read import ReadOwnSecondFactor
from sorbo_web.api.access.cookies import DEVICE_COOKIE, given
from sorbo_web.api.controller import Controller
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.identity.device import device_of
from sorbo_web.identity.second_factor_schemas import (
    AuthenticatorView,
    RecoveryCodesView,
    SecondFactorBeginning,
    SecondFactorConfirmation,
    SecondFactorEnd,
    SecondFactorView,
)

_OWN: dict[str, Any] = {"tag": "Authentication", "policy": Policy.CONFINED}
_NO_STORE = {"Cache-Control": "no-store"}


class SecondFactorController(Controller):
    """One's own second factor."""

    def __init__(
        self,
        *,
        read_own_second_factor: ReadOwnSecondFactor,
        begin_second_factor: BeginSecondFactor,
        confirm_second_factor: ConfirmSecondFactor,
        disable_second_factor: DisableSecondFactor,
    ) -> None:
        self._read = read_own_second_factor
        self._begin = begin_second_factor
        self._confirm = confirm_second_factor
        self._disable = disable_second_factor

    def router(self) -> Router:
        """Return the routes."""
        begun = operation(BeginSecondFactor, id="beginSecondFactor", **_OWN)
        confirmed = operation(ConfirmSecondFactor, id="confirmSecondFactor", **_OWN)
        disabled = operation(DisableSecondFactor, id="disableSecondFactor", **_OWN)
        handlers = [
            get("/", **operation(ReadOwnSecondFactor, id="readOwnSecondFactor", **_OWN))(self.read),
            post("/", status_code=200, **begun)(self.begin),
            post("/confirm", status_code=200, **confirmed)(self.confirm),
            post("/disable", status_code=204, **disabled)(self.disable),
        ]
        return Router("/api/v1/auth/me/second-factor", route_handlers=handlers)

    async def read(self, request: ApiRequest) -> Response[SecondFactorView]:
        """Answer with what the caller has."""
        state = await self._read(actor=request.user)
        return Response(SecondFactorView.of(state), headers=_NO_STORE)

    async def begin(
        self, request: ApiRequest, data: JSONBody[SecondFactorBeginning]
    ) -> Response[AuthenticatorView]:
        """Answer with the secret."""
        secret = await self._begin(
            actor=request.user,
            password=data.current_password,
            code=data.code,
            address=device_of(request).address,
            device_token=given(request, DEVICE_COOKIE),
        )
        return Response(AuthenticatorView.of(secret), headers=_NO_STORE)

    async def confirm(
        self, request: ApiRequest, data: JSONBody[SecondFactorConfirmation]
    ) -> Response[RecoveryCodesView]:
        """Answer with the recovery codes."""
        codes = await self._confirm(actor=request.user, code=data.code)
        return Response(RecoveryCodesView(recovery_codes=codes), headers=_NO_STORE)

    async def disable(self, request: ApiRequest, data: JSONBody[SecondFactorEnd]) -> Response[None]:
        """Answer with nothing."""
        await self._disable(
            actor=request.user,
            password=data.current_password,
            code=data.code,
            address=device_of(request).address,
            device_token=given(request, DEVICE_COOKIE),
        )
        return Response(None, status_code=204, headers=_NO_STORE)

"""`/api/v1/personal-data`."""

from typing import Any

from litestar import Response, Router, post
from litestar.params import JSONBody

from sorbo_core.privacy.use_cases.erase import ErasePersonalData
from sorbo_core.privacy.use_cases.export import ExportPersonalData
from sorbo_core.shared.actor import Permission
from sorbo_web.api.controller import Controller
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.privacy.schemas import ErasureView, PersonalDataView, PersonForm

_FACTS: dict[str, Any] = {"tag": "Personal data", "policy": Permission.MANAGE_PERSONAL_DATA}
_NO_STORE = {"Cache-Control": "no-store"}


class PersonalDataController(Controller):
    """What is kept of a person, over HTTP."""

    def __init__(
        self, *, export_personal_data: ExportPersonalData, erase_personal_data: ErasePersonalData
    ) -> None:
        self._export = export_personal_data
        self._erase = erase_personal_data

    def router(self) -> Router:
        """Return the routes."""
        exported = operation(ExportPersonalData, id="exportPersonalData", **_FACTS)
        erased = operation(ErasePersonalData, id="erasePersonalData", **_FACTS)
        handlers = [
            post("/export", status_code=200, **exported)(self.export),
            post("/erase", status_code=200, **erased)(self.erase),
        ]
        return Router("/api/v1/personal-data", route_handlers=handlers)

    async def export(self, request: ApiRequest, data: JSONBody[PersonForm]) -> Response[PersonalDataView]:
        """Answer with everything that is kept under the address."""
        found = await self._export(actor=request.user, email=data.email)
        return Response(PersonalDataView.of(found), headers=_NO_STORE)

    async def erase(self, request: ApiRequest, data: JSONBody[PersonForm]) -> Response[ErasureView]:
        """Answer with what was done."""
        done = await self._erase(actor=request.user, email=data.email)
        return Response(ErasureView.of(done), headers=_NO_STORE)

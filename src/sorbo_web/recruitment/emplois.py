"""`/api/v1/emplois`."""

from typing import Any

from litestar import Response
from litestar.params import FromPath, JSONBody

from sorbo_core.recruitment.emploi import EMPLOI, EMPLOIS, Emploi
from sorbo_core.recruitment.use_cases.emploi.list import ListEmplois
from sorbo_core.recruitment.use_cases.emploi.read import ReadEmploi
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.query import ListQuery, Page
from sorbo_web.api.answers import digest
from sorbo_web.api.entries.controller import EntryController
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.request import ApiRequest
from sorbo_web.recruitment.emploi_schemas import (
    EmploiDraft,
    EmploiPage,
    EmploiPatch,
    EmploiSheetView,
    EmploiView,
)


class EmploisController(EntryController[Emploi, EmploiDraft, EmploiPatch]):
    """Emplois over HTTP; who reads them learns whether one can still apply."""

    noun, listing, tag = EMPLOI, EMPLOIS, "Emplois"
    view, page, sheet = EmploiView, EmploiPage, EmploiSheetView
    reads, lists = ReadEmploi, ListEmplois

    def __init__(
        self,
        *,
        lifecycle: Lifecycle[Emploi],
        list_emplois: ListEmplois,
        read_emploi: ReadEmploi,
        idempotency: Idempotency,
    ) -> None:
        super().__init__(lifecycle=lifecycle, idempotency=idempotency)
        self._list_sheets = list_emplois
        self._read_sheet = read_emploi

    async def _page(self, request: ApiRequest, query: ListQuery) -> Page[Any]:
        page = await self._list_sheets(actor=request.user, query=query)
        return page.map(EmploiSheetView.of_sheet)

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with one emploi, or with where it is now."""
        sheet = await self._read_sheet(actor=request.user, key=id)
        # State and number change without a version, and visitors may see no salary.
        variant = digest(f"{sheet.state} {sheet.candidatures}".encode())
        return self.told(request, sheet.emploi, id, EmploiSheetView.of_sheet(sheet), variant=variant)

    async def create(self, request: ApiRequest, data: JSONBody[EmploiDraft]) -> Response[Any]:
        """Answer with the new brouillon."""
        return await super().create(request, data)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[EmploiPatch]
    ) -> Response[Any]:
        """Answer with the emploi as it is now."""
        return await super().change(request, id, data)

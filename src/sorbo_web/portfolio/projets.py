"""`/api/v1/projets`."""

from typing import Any

from litestar import Response
from litestar.params import FromPath, JSONBody

from sorbo_core.portfolio.projet import PROJET, PROJETS, Projet
from sorbo_web.api.entries.controller import EntryController
from sorbo_web.api.request import ApiRequest
from sorbo_web.portfolio.projet_schemas import ProjetDraft, ProjetPage, ProjetPatch, ProjetView


class ProjetsController(EntryController[Projet, ProjetDraft, ProjetPatch]):
    """Projets over HTTP."""

    noun, listing, tag, view, page = PROJET, PROJETS, "Projets", ProjetView, ProjetPage

    async def create(self, request: ApiRequest, data: JSONBody[ProjetDraft]) -> Response[Any]:
        """Answer with the new brouillon."""
        return await super().create(request, data)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[ProjetPatch]
    ) -> Response[Any]:
        """Answer with the projet as it is now."""
        return await super().change(request, id, data)

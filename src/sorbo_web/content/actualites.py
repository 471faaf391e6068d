"""`/api/v1/actualites`."""

from typing import Any

from litestar import Response
from litestar.params import FromPath, JSONBody
from msgspec.structs import replace

from sorbo_core.content.actualite import ACTUALITE, ACTUALITES, Actualite
from sorbo_core.shared.counting.use_cases.read_counted import ReadCounted
from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.api.entries.counted import CountedController
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.request import ApiRequest
from sorbo_web.content.actualite_schemas import (
    ActualiteDraft,
    ActualitePage,
    ActualitePatch,
    ActualiteSheetView,
    ActualiteView,
)
from sorbo_web.middleware.visitor import visitor_of


class ActualitesController(CountedController[Actualite, ActualiteDraft, ActualitePatch]):
    """Actualites over HTTP; reading one counts."""

    noun, listing, tag = ACTUALITE, ACTUALITES, "Actualites"
    view, page, sheet, reads = ActualiteView, ActualitePage, ActualiteSheetView, ReadCounted

    def __init__(
        self,
        *,
        lifecycle: Lifecycle[Actualite],
        read_counted: ReadCounted[Actualite],
        tell_counts: TellCounts,
        company: str,
        idempotency: Idempotency,
    ) -> None:
        super().__init__(lifecycle=lifecycle, tell_counts=tell_counts, idempotency=idempotency)
        self._read_counted = read_counted
        self._company = company

    async def find(self, request: ApiRequest, key: str) -> Actualite:
        """Return the actualite that is read, and count that."""
        found = await self._read_counted(actor=request.user, key=key, by=visitor_of(request.scope))
        # Whoever gets the same answer from the cache has read it as well.
        request.scope["state"]["counted"] = (self.noun.plural, found.id)
        return found

    def details(self, draft: ActualiteDraft) -> Details:
        """Return what a draft says; without an author the company signs it."""
        return super().details(replace(draft, author=draft.author or self._company))

    async def create(self, request: ApiRequest, data: JSONBody[ActualiteDraft]) -> Response[Any]:
        """Answer with the new brouillon."""
        return await super().create(request, data)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[ActualitePatch]
    ) -> Response[Any]:
        """Answer with the actualite as it is now."""
        return await super().change(request, id, data)

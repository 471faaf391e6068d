"""`/api/v1/logiciels`."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, Router, post
from litestar.params import FromPath, JSONBody

from sorbo_core.catalogue.logiciel import LOGICIEL, LOGICIELS, Logiciel
from sorbo_core.catalogue.use_cases.logiciel.download import DownloadLogiciel
from sorbo_core.reviews.avis import Reviewed
from sorbo_core.reviews.rating import Rating
from sorbo_core.reviews.use_cases.read_ratings import ReadRatings
from sorbo_core.shared.counting.use_cases.tell_counts import TellCounts
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_web.api.answers import digest, see_other
from sorbo_web.api.entries.counted import CountedController
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.api.policy import Policy
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.catalogue.logiciel_schemas import (
    LogicielDraft,
    LogicielPage,
    LogicielPatch,
    LogicielSheetView,
    LogicielView,
)
from sorbo_web.middleware.visitor import visitor_of


class LogicielsController(CountedController[Logiciel, LogicielDraft, LogicielPatch]):
    """Logiciels over HTTP; each is rated, and its downloads are counted."""

    noun, listing, tag = LOGICIEL, LOGICIELS, "Logiciels"
    view, page, sheet = LogicielView, LogicielPage, LogicielSheetView
    shown_with = ("avis",)

    def __init__(
        self,
        *,
        lifecycle: Lifecycle[Logiciel],
        download_logiciel: DownloadLogiciel,
        tell_counts: TellCounts,
        read_ratings: ReadRatings,
        idempotency: Idempotency,
    ) -> None:
        super().__init__(lifecycle=lifecycle, tell_counts=tell_counts, idempotency=idempotency)
        self._download = download_logiciel
        self._read_ratings = read_ratings

    def router(self) -> Router:
        """Return the routes."""
        router = super().router()
        told = operation(DownloadLogiciel, id="downloadLogiciel", tag=self.tag, policy=Policy.PUBLIC)
        router.register(post("/{id:str}/download", status_code=303, **told)(self.download))
        return router

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with one logiciel, or with where it is now."""
        logiciel = await self.find(request, id)
        (shown,) = await self.items(request, [logiciel])
        return self.told(request, logiciel, id, shown, variant=digest(f"{shown.rating}".encode()))

    async def items(self, request: ApiRequest, entries: Sequence[Logiciel]) -> tuple[LogicielSheetView, ...]:  # noqa: ARG002 — the hook's signature
        """Return what a page shows: each logiciel with its downloads and its rating."""
        counts, ratings = await asyncio.gather(self.counts(entries), self._rated(entries))
        return tuple(
            LogicielSheetView.counted(each, count, ratings.get(each.id))
            for each, count in zip(entries, counts, strict=True)
        )

    async def create(self, request: ApiRequest, data: JSONBody[LogicielDraft]) -> Response[Any]:
        """Answer with the new brouillon."""
        return await super().create(request, data)

    async def change(
        self, request: ApiRequest, id: FromPath[str], data: JSONBody[LogicielPatch]
    ) -> Response[Any]:
        """Answer with the logiciel as it is now."""
        return await super().change(request, id, data)

    async def download(self, request: ApiRequest, id: FromPath[str]) -> Response[Any]:
        """Answer with where it is."""
        return see_other(await self._download(actor=request.user, key=id, by=visitor_of(request.scope)))

    async def _rated(self, logiciels: Sequence[Logiciel]) -> Mapping[str, Rating]:
        ids = [each.id for each in logiciels]
        return await self._read_ratings(noun=Reviewed.LOGICIEL, entry_ids=ids)

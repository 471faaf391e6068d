"""List formations."""

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.policies import visible_to
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.query import ListQuery, Page


class ListFormations:
    """List formations, one page at a time.

    Visitors see published formations only; staff who may read drafts see all of them and may
    filter by status.
    """

    def __init__(self, *, formations: Formations) -> None:
        self._formations = formations

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Formation]:
        return await self._formations.list(visible_to(actor, query))

"""List avis."""

from sorbo_core.reviews.avis import Avis
from sorbo_core.reviews.ports import Reviews
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListAvis:
    """List avis for staff, one page at a time, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not moderate avis.
    """

    def __init__(self, *, reviews: Reviews) -> None:
        self._reviews = reviews

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Avis]:
        actor.require(Permission.MODERATE_REVIEWS)
        return await self._reviews.list(query)

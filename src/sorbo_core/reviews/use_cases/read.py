"""Read one avis."""

from sorbo_core.reviews.avis import Avis
from sorbo_core.reviews.ports import Reviews
from sorbo_core.shared.actor import Actor, Permission


class ReadAvis:
    """Read one avis with everything that was written, the address included.

    Raises:
        Unauthenticated, Forbidden: the actor may not moderate avis.
        AvisNotFound: there is none with this id.
    """

    def __init__(self, *, reviews: Reviews) -> None:
        self._reviews = reviews

    async def __call__(self, *, actor: Actor, id: str) -> Avis:
        actor.require(Permission.MODERATE_REVIEWS)
        return await self._reviews.get(id)

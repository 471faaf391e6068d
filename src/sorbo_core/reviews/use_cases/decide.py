"""What approving and refusing an avis have in common."""

from typing import ClassVar

from sorbo_core.reviews.avis import Avis, AvisState
from sorbo_core.reviews.ports import Reviews
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class Decide:
    """Put an avis in the state that a verb stands for."""

    state: ClassVar[AvisState]

    def __init__(self, *, reviews: Reviews, clock: Clock) -> None:
        self._reviews = reviews
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Avis:
        actor.require(Permission.MODERATE_REVIEWS)
        now = self._clock.now()
        return await self._reviews.update(
            id, lambda avis: avis.at_version(version).decide(self.state, by=actor.id, at=now)
        )

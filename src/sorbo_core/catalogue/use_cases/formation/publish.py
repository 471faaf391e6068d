"""Publish a formation."""

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class PublishFormation:
    """Show a formation to visitors, from a brouillon or from the archive.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        FormationNotFound: there is none with this id.
        Stale: somebody changed it since.
        NotPublishable: it is published already.
    """

    def __init__(self, *, formations: Formations, clock: Clock) -> None:
        self._formations = formations
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Formation:
        actor.require(Permission.WRITE_CATALOGUE)
        now = self._clock.now()
        return await self._formations.update(
            id, lambda formation: formation.at_version(version).publish(at=now)
        )

"""Archive a formation."""

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class ArchiveFormation:
    """Hide a formation from visitors and keep it; it can be published again.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        FormationNotFound: there is none with this id.
        Stale: somebody changed it since.
        NotArchivable: it is archived already.
    """

    def __init__(self, *, formations: Formations, clock: Clock) -> None:
        self._formations = formations
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Formation:
        actor.require(Permission.WRITE_CATALOGUE)
        now = self._clock.now()
        return await self._formations.update(
            id, lambda formation: formation.at_version(version).archive(at=now)
        )

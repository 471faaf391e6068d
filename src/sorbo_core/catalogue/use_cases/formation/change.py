"""Change what is said about a formation."""

from typing import Any

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class ChangeFormation:
    """Change what is said about a formation, at the version that the editor saw.

    Only the fields that are given change; the slug stays.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        FormationNotFound: there is none with this id.
        Stale: somebody changed it since.
        Invalid: a field breaks its rule.
    """

    def __init__(self, *, formations: Formations, clock: Clock) -> None:
        self._formations = formations
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, version: int | None, fields: dict[str, Any]
    ) -> Formation:
        actor.require(Permission.WRITE_CATALOGUE)
        now = self._clock.now()
        return await self._formations.update(
            id, lambda formation: formation.at_version(version).revise(at=now, **fields)
        )

"""What readers of emplois get of each."""

from collections.abc import Mapping, Sequence

import msgspec

from sorbo_core.recruitment.emploi import Emploi
from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.recruitment.terms import EmploiState
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class EmploiSheet(msgspec.Struct, frozen=True, kw_only=True):
    """An emploi as one actor sees it now.

    Attributes:
        emploi: for visitors without a salary that is not shown.
        state: None until it is published.
        candidatures: how many there are; None for visitors.
    """

    emploi: Emploi
    state: EmploiState | None
    candidatures: int | None


class Sheets:
    """Makes sheets."""

    def __init__(self, *, candidatures: Candidatures, clock: Clock) -> None:
        self._candidatures = candidatures
        self._clock = clock

    async def of(self, actor: Actor, emplois: Sequence[Emploi]) -> tuple[EmploiSheet, ...]:
        """Return the sheets of some emplois for an actor."""
        staff = actor.may(Permission.READ_DRAFTS)
        counted = await self._counted(emplois) if staff else None
        now = self._clock.now()
        return tuple(
            EmploiSheet(
                emploi=emploi if staff else emploi.for_visitors(),
                state=emploi.state_at(now),
                candidatures=counted.get(emploi.id, 0) if counted is not None else None,
            )
            for emploi in emplois
        )

    async def _counted(self, emplois: Sequence[Emploi]) -> Mapping[str, int]:
        return await self._candidatures.counted([emploi.id for emploi in emplois]) if emplois else {}

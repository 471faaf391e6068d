"""Read one formation."""

import msgspec

from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.catalogue.ports import Formations
from sorbo_core.catalogue.session import Session
from sorbo_core.catalogue.upcoming import UpcomingSessions
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.use_cases.read import Read


class FormationSheet(msgspec.Struct, frozen=True):
    """A formation with its upcoming sessions, soonest first."""

    formation: Formation
    sessions: tuple[Session, ...]


class ReadFormation:
    """Read one formation by its slug or its id, with the published sessions that start today or later.

    A slug that it had before leads to it as well. Visitors find published formations only; staff
    who may read drafts find all of them.

    Raises:
        FormationNotFound: there is none with this slug or id that the actor may see.
    """

    def __init__(self, *, formations: Formations, upcoming: UpcomingSessions, clock: Clock) -> None:
        self._read = Read(noun=FORMATION, entries=formations, clock=clock)
        self._upcoming = upcoming
        self._clock = clock

    async def __call__(self, *, actor: Actor, key: str) -> FormationSheet:
        formation = await self._read(actor=actor, key=key)
        sessions = await self._upcoming([formation.id], since=self._clock.now().date())
        return FormationSheet(formation, sessions)

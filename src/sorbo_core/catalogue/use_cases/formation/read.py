"""Read one formation."""

import msgspec

from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session, upcoming
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.use_cases.read import Read

MOST_SESSIONS = 50


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

    def __init__(self, *, formations: Formations, sessions: Sessions, clock: Clock) -> None:
        self._read = Read(noun=FORMATION, entries=formations, clock=clock)
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor, key: str) -> FormationSheet:
        formation = await self._read(actor=actor, key=key)
        today = self._clock.now().date()
        page = await self._sessions.list(upcoming(formation.id, since=today, most=MOST_SESSIONS))
        return FormationSheet(formation, page.items)

"""Plan a session."""

from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session, SessionDetails
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class CreateSession:
    """Plan a run of a formation as a brouillon.

    The same id again returns the session that it made the first time.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        FormationNotFound: there is no such formation.
        Invalid: a field breaks its rule; code `period_reversed` when it ends before it starts.
    """

    def __init__(self, *, formations: Formations, sessions: Sessions, clock: Clock) -> None:
        self._formations = formations
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, formation_id: str, details: SessionDetails) -> Session:
        actor.require(Permission.WRITE_CATALOGUE)
        formation = await self._formations.get(formation_id)
        draft = Session.draft(id=id, formation_id=formation.id, details=details, at=self._clock.now())
        try:
            return await self._sessions.add(draft)
        except AlreadyExists:
            return await self._sessions.get(id)

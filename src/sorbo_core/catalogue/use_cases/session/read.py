"""Read one session."""

from sorbo_core.catalogue.errors import SessionNotFound
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication import Status


class ReadSession:
    """Read one session. Visitors find a published session of a published formation only.

    Raises:
        SessionNotFound: there is none with this id that the actor may see.
    """

    def __init__(self, *, formations: Formations, sessions: Sessions) -> None:
        self._formations = formations
        self._sessions = sessions

    async def __call__(self, *, actor: Actor, id: str) -> Session:
        session = await self._sessions.get(id)
        if actor.may(Permission.READ_DRAFTS):
            return session
        formation = await self._formations.get(session.formation_id)
        if {session.status, formation.status} != {Status.PUBLIE}:
            raise SessionNotFound
        return session

"""Archive a session."""

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class ArchiveSession:
    """Hide a session from visitors and keep it; it can be published again.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        SessionNotFound: there is none with this id.
        Stale: somebody changed it since.
        NotArchivable: it is archived already.
    """

    def __init__(self, *, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Session:
        actor.require(Permission.WRITE_CATALOGUE)
        now = self._clock.now()
        return await self._sessions.update(id, lambda session: session.at_version(version).archive(at=now))

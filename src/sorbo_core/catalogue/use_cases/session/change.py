"""Change what is said about a session."""

from typing import Any

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class ChangeSession:
    """Change what is said about a session, at the version that the editor saw.

    Only the fields that are given change.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        SessionNotFound: there is none with this id.
        Stale: somebody changed it since.
        Invalid: a field breaks its rule; code `period_reversed` when it would end before it starts.
    """

    def __init__(self, *, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, version: int | None, fields: dict[str, Any]
    ) -> Session:
        actor.require(Permission.WRITE_CATALOGUE)
        now = self._clock.now()
        return await self._sessions.update(
            id, lambda session: session.at_version(version).revise(at=now, **fields)
        )

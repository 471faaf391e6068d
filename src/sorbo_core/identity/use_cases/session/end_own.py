"""End one of one's own sessions."""

from sorbo_core.identity.sessions.errors import LoginSessionNotFound
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class EndOwnSession:
    """End a session of who asks, on any device.

    Somebody else's is not found, and neither is one that is over.

    Raises:
        Unauthenticated: a visitor asks.
        LoginSessionNotFound: the actor has no such session.
    """

    def __init__(self, *, sessions: LoginSessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str) -> None:
        holder, now = actor.known(), self._clock.now()
        session = await self._sessions.get(id)
        if session.compte_id != holder or not session.is_alive(now):
            raise LoginSessionNotFound
        await self._sessions.update(id, lambda current: current.ended(EndReason.ENDED_BY_HOLDER, at=now))

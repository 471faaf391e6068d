"""List one's own sessions."""

from sorbo_core.identity.sessions.login_session import LoginSession
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class ListOwnSessions:
    """List where who asks is logged in, the session that was used last first.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, sessions: LoginSessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor) -> tuple[LoginSession, ...]:
        return await self._sessions.alive_of(actor.known(), at=self._clock.now())

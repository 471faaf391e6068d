"""Log out everywhere."""

from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class LogOutEverywhere:
    """End all sessions of who asks, the one that asks too, on every worker.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, sessions: LoginSessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor) -> None:
        now = self._clock.now()
        await self._sessions.end_all(actor.known(), reason=EndReason.LOGGED_OUT_EVERYWHERE, at=now)

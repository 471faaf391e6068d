"""End all sessions of somebody."""

from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.identity.use_cases.compte.find import compte_with
from sorbo_core.shared.ports import Clock


class RevokeSessions:
    """End all sessions of the account with this address; return how many. The operator does this.

    Raises:
        Invalid: it is no address.
        CompteNotFound: no account has this address.
    """

    def __init__(self, *, comptes: Comptes, sessions: LoginSessions, clock: Clock) -> None:
        self._comptes = comptes
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, email: str) -> int:
        compte = await compte_with(self._comptes, email)
        ended = await self._sessions.end_all(
            compte.id, reason=EndReason.ENDED_BY_OPERATOR, at=self._clock.now()
        )
        return len(ended)

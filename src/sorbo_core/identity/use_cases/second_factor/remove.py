"""Take a lost second factor from an account."""

from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import NoSecondFactor
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.identity.use_cases.compte.find import compte_with
from sorbo_core.shared.actor import ActorKind
from sorbo_core.shared.ports import Clock


class RemoveSecondFactor:
    """Take the second factor from the account with this address. The operator does this.

    All its sessions end.

    Raises:
        Invalid: it is no address.
        CompteNotFound: no account has this address.
        NoSecondFactor: the account has none.
    """

    def __init__(self, *, comptes: Comptes, sessions: LoginSessions, clock: Clock) -> None:
        self._comptes = comptes
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, email: str) -> int:
        """Return how many sessions have ended."""
        compte = await compte_with(self._comptes, email)
        if compte.second_factor is None:
            raise NoSecondFactor
        now = self._clock.now()
        await self._comptes.update(
            compte.id, lambda current: current.without_second_factor(by=ActorKind.OPERATOR, at=now)
        )
        ended = await self._sessions.end_all(compte.id, reason=EndReason.SECOND_FACTOR_CHANGED, at=now)
        return len(ended)

"""Make the holder of an account super-admin."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.identity.use_cases.compte.find import compte_with
from sorbo_core.shared.actor import ActorKind
from sorbo_core.shared.ports import Clock


class Promote:
    """Make the holder of the account with this address super-admin.

    An account that was deactivated can log in again. The operator does this from the command line.

    Raises:
        Invalid: the address is none.
        CompteNotFound: no account has this address.
        CompteErased: the account was erased.
    """

    def __init__(self, *, comptes: Comptes, sessions: LoginSessions, clock: Clock) -> None:
        self._comptes = comptes
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, email: str) -> Compte:
        compte = await compte_with(self._comptes, email)
        now = self._clock.now()
        promoted = await self._comptes.update(
            compte.id,
            lambda current: current.with_role(Role.SUPER_ADMIN, by=ActorKind.OPERATOR, at=now).reactivate(
                by=ActorKind.OPERATOR, at=now
            ),
        )
        await self._sessions.end_all(compte.id, reason=EndReason.ROLE_CHANGED, at=now)
        return promoted

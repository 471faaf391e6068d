"""Give an account another password."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.ports import Clock


class SetPassword:
    """Give the account with this address another password. The operator does this from the command line.

    All its sessions end: whoever knew the old password is logged out.

    Raises:
        PasswordTooWeak: the password breaks a rule.
        CompteNotFound: no account has this address.
    """

    def __init__(
        self,
        *,
        comptes: Comptes,
        hasher: PasswordHasher,
        rules: PasswordRules,
        sessions: LoginSessions,
        clock: Clock,
    ) -> None:
        self._comptes = comptes
        self._hasher = hasher
        self._rules = rules
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, email: str, password: str) -> Compte:
        compte = await self._comptes.by_email(parse_email(email))
        if compte is None:
            raise CompteNotFound
        accepted = self._rules.accept(
            password,
            holder=(compte.name, compte.email),
            second_factor=compte.second_factor is not None,
        )
        password_hash = await self._hasher.hash(accepted)
        now = self._clock.now()
        changed = await self._comptes.update(
            compte.id, lambda current: current.with_password(password_hash, at=now)
        )
        await self._sessions.end_all(compte.id, reason=EndReason.PASSWORD_CHANGED, at=now)
        return changed

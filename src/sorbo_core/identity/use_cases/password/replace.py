"""What every use case that gives an account another password ends with."""

from collections.abc import Callable

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.ports import Clock


class ReplacePassword:
    """Judges a new password, hashes it, and puts it in the place of the old one; then all sessions end.

    In between, use cases prove that whoever asks may have it: what is refused first costs no hash.
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

    def accept(self, password: str, compte: Compte, *, pointer: str = "/password") -> str:
        """Return the password of an account in the form that is hashed.

        Raises:
            PasswordTooWeak: it breaks a rule.
        """
        return self._rules.accept(
            password,
            holder=(compte.name, compte.email),
            second_factor=compte.second_factor is not None,
            pointer=pointer,
        )

    async def hash(self, accepted: str) -> str:
        """Return what is kept of an accepted password.

        Raises:
            Unavailable: too many passwords wait to be hashed.
        """
        return await self._hasher.hash(accepted)

    async def keep(
        self, id: str, password_hash: str, *, provided: Callable[[Compte], Compte] = lambda current: current
    ) -> Compte:
        """Give the account the password, and end its sessions: whoever knew the old one is logged out.

        Args:
            id: the account's.
            password_hash: of the new password.
            provided: returns the account as it is when it is written, or raises why it may not have it.
        """
        now = self._clock.now()
        changed = await self._comptes.update(
            id, lambda current: provided(current).with_password(password_hash, at=now)
        )
        await self._sessions.end_all(id, reason=EndReason.PASSWORD_CHANGED, at=now)
        return changed

"""Change one's own password."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.identity.use_cases.compte.own import confirm_password, own_compte
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class ChangeOwnPassword:
    """Change one's own password, with the present one. Every session of the account ends: log in again.

    A mail tells the holder.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        PasswordTooWeak: the new password breaks a rule.
        WrongPassword: the present one is another.
        Unavailable: too many passwords wait to be hashed.
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

    async def __call__(self, *, actor: Actor, current_password: str, new_password: str) -> Compte:
        compte = await own_compte(self._comptes, actor)
        accepted = self._rules.accept(
            new_password,
            holder=(compte.name, compte.email),
            second_factor=compte.second_factor is not None,
            pointer="/newPassword",
        )
        await confirm_password(self._hasher, compte, current_password)
        password_hash = await self._hasher.hash(accepted)
        now = self._clock.now()
        changed = await self._comptes.update(
            compte.id, lambda current: current.with_password(password_hash, at=now)
        )
        await self._sessions.end_all(compte.id, reason=EndReason.PASSWORD_CHANGED, at=now)
        return changed

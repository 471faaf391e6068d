"""Change one's own password."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.identity.use_cases.compte.own import confirm_password, own_compte
from sorbo_core.identity.use_cases.password.replace import ReplacePassword
from sorbo_core.shared.actor import Actor


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

    def __init__(self, *, comptes: Comptes, hasher: PasswordHasher, replace: ReplacePassword) -> None:
        self._comptes = comptes
        self._hasher = hasher
        self._replace = replace

    async def __call__(self, *, actor: Actor, current_password: str, new_password: str) -> Compte:
        compte = await own_compte(self._comptes, actor)
        accepted = self._replace.accept(new_password, compte, pointer="/newPassword")
        await confirm_password(self._hasher, compte, current_password)
        return await self._replace.keep(compte.id, await self._replace.hash(accepted))

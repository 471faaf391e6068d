"""Give an account another password."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.use_cases.compte.find import compte_with
from sorbo_core.identity.use_cases.password.replace import ReplacePassword


class SetPassword:
    """Give the account with this address another password. The operator does this from the command line.

    All its sessions end: whoever knew the old password is logged out.

    Raises:
        PasswordTooWeak: the password breaks a rule.
        CompteNotFound: no account has this address.
    """

    def __init__(self, *, comptes: Comptes, replace: ReplacePassword) -> None:
        self._comptes = comptes
        self._replace = replace

    async def __call__(self, *, email: str, password: str) -> Compte:
        compte = await compte_with(self._comptes, email)
        accepted = self._replace.accept(password, compte)
        return await self._replace.keep(compte.id, await self._replace.hash(accepted))

"""Change one's own password."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.guessing import Guesser
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.identity.use_cases.password.replace import ReplacePassword
from sorbo_core.identity.use_cases.second_factor.confirmation import Confirmation
from sorbo_core.shared.actor import Actor


class ChangeOwnPassword:
    """Change one's own password, with the present one, and a code where there is a second factor.

    Every session of the account ends: log in again. A mail tells the holder.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        PasswordTooWeak: the new password breaks a rule.
        WrongPassword: the present one is another.
        WrongCode: there is a second factor, and this is no code of it.
        TooManyGuesses: it is too early for another try.
        Unavailable: too many passwords wait to be hashed.
    """

    def __init__(self, *, comptes: Comptes, confirmation: Confirmation, replace: ReplacePassword) -> None:
        self._comptes = comptes
        self._confirmation = confirmation
        self._replace = replace

    async def __call__(
        self,
        *,
        actor: Actor,
        current_password: str,
        new_password: str,
        code: str | None = None,
        address: str,
        device_token: str | None = None,
    ) -> Compte:
        compte = await own_compte(self._comptes, actor)
        accepted = self._replace.accept(new_password, compte, pointer="/newPassword")
        guesser = Guesser(email=compte.email, address=address, device_token=device_token)
        await self._confirmation.of(compte, password=current_password, code=code, guesser=guesser)
        return await self._replace.keep(compte.id, await self._replace.hash(accepted))

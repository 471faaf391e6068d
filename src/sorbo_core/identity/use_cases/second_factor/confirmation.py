"""What is asked for once more before a password, an address or a second factor changes."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import PasswordHasher
from sorbo_core.identity.second_factor.check import CodeCheck
from sorbo_core.identity.sessions.guessing import Guesser, Guessing
from sorbo_core.identity.use_cases.compte.own import confirm_password


class Confirmation:
    """Asks the holder of an account once more for the password, and for a code where there is one."""

    def __init__(self, *, hasher: PasswordHasher, check: CodeCheck, guessing: Guessing) -> None:
        self._hasher = hasher
        self._check = check
        self._guessing = guessing

    async def of(self, compte: Compte, *, password: str, code: str | None, guesser: Guesser) -> Compte:
        """Return the account once its holder has proven who they are; guesses count with those of logins.

        Raises:
            WrongPassword: it is another one.
            WrongCode: there is a second factor, and this is no code of it.
            TooManyGuesses: it is too early for another try.
            Unavailable: too many passwords wait to be hashed.
        """
        async with self._guessing.trying(guesser):
            await confirm_password(self._hasher, compte, password)
            if compte.second_factor is not None:
                compte = await self._check.use(compte, code or "")
        await self._guessing.succeeded(guesser)
        return compte

"""Whether somebody has the second factor that they say they have."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import WrongCode
from sorbo_core.identity.second_factor.ports import OneTimeCodes
from sorbo_core.identity.second_factor.recovery import hash_of_code
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.ports import Clock


class CodeCheck:
    """Accepts a code of the authenticator, or a recovery code: each once, however many ask at once."""

    def __init__(self, *, comptes: Comptes, codes: OneTimeCodes, clock: Clock) -> None:
        self._comptes = comptes
        self._codes = codes
        self._clock = clock

    async def use(self, compte: Compte, code: str) -> Compte:
        """Return the account once the code was used up.

        Raises:
            WrongCode: it is wrong, was used before, or the account has no second factor.
            Unavailable: the database does not answer.
        """
        return await self._comptes.update(compte.id, lambda current: self._used(current, code))

    def _used(self, current: Compte, code: str) -> Compte:
        # In here, about the account as it is when it is written: a code is used by one of those who try.
        digits, now, factor = "".join(code.split()), self._clock.now(), current.second_factor
        used = None
        if factor is not None and digits.isascii() and digits.isdigit():
            step = self._codes.step_of(digits, factor.sealed, holder=current.id, at=now)
            used = current.with_step(step) if step is not None else None
        elif factor is not None:
            used = current.with_recovery_code_used(hash_of_code(code), at=now)
        if used is None:
            raise WrongCode(Violation("/code", "wrong_code"))
        return used

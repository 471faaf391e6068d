"""Which passwords are accepted."""

import unicodedata
from collections.abc import Iterable

import msgspec

from sorbo_core.identity.errors import PasswordTooWeak
from sorbo_core.identity.passwords.guessable import is_about, is_common
from sorbo_core.shared.errors import Param, Violation

# NIST SP 800-63B-4 section 3.1.1: fifteen characters where the password is the only factor, eight
# beside another one, no rules of composition, length counted in code points after normalisation.
MIN_LENGTH, MIN_LENGTH_OF_TWO, MAX_LENGTH = 15, 8, 256
MIN_DIFFERENT = 5


class PasswordRules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of this service's passwords.

    Attributes:
        service: names of the company, of the product and of the site.
    """

    service: tuple[str, ...] = ()

    def accept(
        self,
        password: str,
        *,
        holder: Iterable[str] = (),
        second_factor: bool = False,
        pointer: str = "/password",
    ) -> str:
        """Return the password in the form that is hashed (Unicode NFKC).

        Args:
            password: as it was typed.
            holder: the name and the address of whom it is for.
            second_factor: whether the holder proves themselves by something else as well.
            pointer: where the password is in what was sent.

        Raises:
            PasswordTooWeak: the code of the violation is that of the rule: `password_too_short`,
                `password_too_long`, `password_monotonous`, `password_common` (what is tried first)
                or `password_personal` (words of this service, or of the holder, and little else).
        """
        accepted = normalise_password(password)
        broken = _broken(accepted, MIN_LENGTH_OF_TWO if second_factor else MIN_LENGTH)
        if broken is None and is_about(accepted, (*self.service, *holder)):
            broken = "password_personal", {}
        if broken is not None:
            raise PasswordTooWeak(Violation(pointer, *broken))
        return accepted


def normalise_password(password: str) -> str:
    """Return the password in the form that is hashed, whatever keyboard typed it."""
    return unicodedata.normalize("NFKC", password)


def _broken(password: str, shortest: int) -> tuple[str, dict[str, Param]] | None:
    if len(password) < shortest:
        return "password_too_short", {"min": shortest}
    if len(password) > MAX_LENGTH:
        return "password_too_long", {"max": MAX_LENGTH}
    if len(set(password)) < MIN_DIFFERENT:
        return "password_monotonous", {"different": MIN_DIFFERENT}
    return ("password_common", {}) if is_common(password) else None

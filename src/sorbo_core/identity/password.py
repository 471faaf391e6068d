"""Which passwords are accepted."""

import unicodedata

from sorbo_core.identity.errors import PasswordTooWeak
from sorbo_core.shared.errors import Violation

# NIST SP 800-63B-4 section 3.1.1: fifteen characters where the password is the only factor, no
# rules of composition, and length counted in code points after normalisation.
MIN_LENGTH, MAX_LENGTH = 15, 256
_MIN_DIFFERENT = 5


def accept_password(password: str) -> str:
    """Return the password in the form that is hashed (Unicode NFKC).

    Raises:
        PasswordTooWeak: it is shorter than 15 or longer than 256 code points, or made of fewer
            than five different ones.
    """
    accepted = normalise_password(password)
    weak = not MIN_LENGTH <= len(accepted) <= MAX_LENGTH or len(set(accepted)) < _MIN_DIFFERENT
    if weak:
        params: dict[str, str | int] = {"min": MIN_LENGTH, "max": MAX_LENGTH, "different": _MIN_DIFFERENT}
        raise PasswordTooWeak(Violation("/password", "password_too_weak", params))
    return accepted


def normalise_password(password: str) -> str:
    """Return the password in the form that is hashed, whatever keyboard typed it."""
    return unicodedata.normalize("NFKC", password)

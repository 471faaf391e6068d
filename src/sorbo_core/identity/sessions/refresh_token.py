"""Refresh tokens: what a session goes on with. They are shown once and kept as hashes.

A token is `refresh~SESSION~FAMILY~SECRET`. The family is the same for all tokens of a session: whoever
knows it has held one of them, so that an old one is told apart from a made-up one, however old it is.
"""

import hashlib
import hmac
from datetime import timedelta
from typing import Self

import msgspec

GRACE = timedelta(seconds=10)
"""For so long the token before the present one may be exchanged again, for the same successor."""

_KIND, _BETWEEN = "refresh", "~"
_LONGEST = 300
_PARTS = 4


class RefreshToken(msgspec.Struct, frozen=True, kw_only=True):
    """A refresh token, taken apart."""

    session_id: str
    family: str
    secret: str

    @classmethod
    def parsed(cls, text: str) -> Self | None:
        """Return what a text says if it has the form of a refresh token."""
        parts = text.split(_BETWEEN) if len(text) <= _LONGEST and text.isascii() else []
        if len(parts) != _PARTS or parts[0] != _KIND or "" in parts:
            return None
        return cls(session_id=parts[1], family=parts[2], secret=parts[3])

    @property
    def text(self) -> str:
        """The token as its holder has it."""
        return _BETWEEN.join((_KIND, self.session_id, self.family, self.secret))

    @property
    def hashes(self) -> tuple[str, str]:
        """Of the family and of the secret, as sessions keep them."""
        return hash_of(self.family), hash_of(self.secret)

    def successor(self, salt: str) -> Self:
        """Return the token that follows this one: it takes both this one and the salt to know it.

        Asked for again with the same salt, it is the same one, although nobody has kept it.
        """
        secret = hmac.digest(salt.encode(), self.secret.encode(), hashlib.sha256).hex()
        return msgspec.structs.replace(self, secret=secret)

    def __repr__(self) -> str:
        """Show the token without what makes it worth something."""
        return f"RefreshToken({self.session_id!r})"


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. It has 256 random bits: nobody tries them out, fast or slowly."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Tell whether two hashes are the same, in a time that does not tell how far they agree."""
    return hmac.compare_digest(one.encode(), other.encode())

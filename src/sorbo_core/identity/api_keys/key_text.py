"""The texts of API keys: shown once, recognised by their form, kept as hashes."""

import hashlib
import hmac
import zlib
from base64 import b32encode
from typing import Self

import msgspec

from sorbo_core.identity.sessions.refresh_token import hash_of

PREFIX = "sorbo_"
"""What every key begins with, so that scanners of published code know one when they see it."""

_LONGEST, _SECRET_BYTES, _CHECK_LENGTH = 200, 20, 7
_PARTS = 2


class KeyText(msgspec.Struct, frozen=True, kw_only=True):
    """A key, taken apart: `sorbo_ID_SECRET` and seven characters that follow from these.

    Those are no secret: they tell a typo, or what merely looks like a key, from one of ours without
    asking the database.
    """

    key_id: str
    secret: str

    @classmethod
    def made(cls, key_id: str, seed: str) -> Self:
        """Return the key whose secret follows from 256 random bits: 160 bits of them, in base32."""
        digest = hashlib.sha256(seed.encode()).digest()[:_SECRET_BYTES]
        return cls(key_id=key_id, secret=_base32(digest))

    @classmethod
    def parsed(cls, text: str) -> Self | None:
        """Return what a text says if it has the form of a key, and no typo."""
        if not text.startswith(PREFIX) or len(text) > _LONGEST or not text.isascii():
            return None
        known, check = text[:-_CHECK_LENGTH], text[-_CHECK_LENGTH:]
        parts = known.removeprefix(PREFIX).split("_")
        if check != _check(known) or len(parts) != _PARTS or "" in parts:
            return None
        return cls(key_id=parts[0], secret=parts[1])

    @property
    def text(self) -> str:
        """The key as its holder has it."""
        known = f"{shown(self.key_id)}_{self.secret}"
        return known + _check(known)

    @property
    def hash(self) -> str:
        """What is kept of the secret: it has 160 random bits, which nobody tries out."""
        return hash_of(self.secret)

    def is_of(self, kept: str) -> bool:
        """Tell whether this is the key of a hash, in a time that does not tell how far they agree."""
        return hmac.compare_digest(self.hash, kept)

    def __repr__(self) -> str:
        """Show the key without its secret."""
        return f"KeyText({self.key_id!r})"


def shown(key_id: str) -> str:
    """Return the beginning of a key, by which its holder knows it again."""
    return PREFIX + key_id


def named_in(text: str) -> str:
    """Return the id in a key, its beginning, or the id itself: what somebody who found one has."""
    return text.strip().removeprefix(PREFIX).partition("_")[0]


def _check(known: str) -> str:
    return _base32(zlib.crc32(known.encode()).to_bytes(4))


def _base32(data: bytes) -> str:
    return b32encode(data).decode().rstrip("=").lower()

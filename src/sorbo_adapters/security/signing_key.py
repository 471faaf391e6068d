"""The key that access tokens are signed with, as settings hold it."""

import binascii
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

_LENGTH = 32
# Of 32 random bytes, 30 are different on average; fewer than 16 never happen.
_MIN_DIFFERENT = 16


def new_signing_key() -> str:
    """Return a random key: 32 bytes in base64url without padding."""
    return urlsafe_b64encode(secrets.token_bytes(_LENGTH)).rstrip(b"=").decode()


def parse_signing_key(text: str) -> bytes:
    """Return the 32 bytes of a key, with or without padding.

    Raises:
        ValueError: it is not base64url, not 32 bytes, or was not chosen at random. The message
            does not quote it.
    """
    bare = text.strip().rstrip("=")
    try:
        seed = urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        seed = b""
    if urlsafe_b64encode(seed).rstrip(b"=").decode() != bare:
        raise ValueError("is not base64url (letters, digits, - and _)")
    if len(seed) != _LENGTH:
        raise ValueError("is not 32 bytes long")
    if len(set(seed)) < _MIN_DIFFERENT:
        raise ValueError("has too few different bytes to be random")
    return seed

"""Recovery codes: each stands in for the authenticator once. They are shown once and kept as hashes."""

import hashlib
from base64 import b32encode

from sorbo_core.identity.sessions.refresh_token import hash_of

CODES = 10
_BYTES, _GROUP = 15, 4
# What is easily taken for another character, and is none of the alphabet's.
_LIKE = str.maketrans({"0": "o", "1": "l", "8": "b"})


def recovery_code(secret: str) -> str:
    """Return the code that follows from a secret of 256 bits: six groups of four, 120 bits."""
    letters = b32encode(hashlib.sha256(secret.encode()).digest()[:_BYTES]).decode().lower()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def hash_of_code(typed: str) -> str:
    """Return what is kept of a code, however it is typed. It is too long to be tried out."""
    return hash_of("".join(filter(str.isalnum, typed)).lower().translate(_LIKE))

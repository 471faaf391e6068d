"""Signatures of Standard Webhooks 1.0."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"
MIN_KEY, MAX_KEY = 24, 64
"""How many bytes a key has, as the specification says."""


def secret_of(key: bytes) -> str:
    """Return a secret as people copy it: the prefix and the key in base64."""
    return PREFIX + base64.b64encode(key).decode()


def key_of(secret: str) -> bytes:
    """Return the key in a secret that somebody else has made.

    Raises:
        ValueError: it is not the prefix and 24 to 64 bytes in base64.
    """
    if not secret.startswith(PREFIX):
        message = f"a secret starts with {PREFIX}"
        raise ValueError(message)
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        message = f"what follows {PREFIX} is not base64"
        raise ValueError(message) from None
    if not MIN_KEY <= len(key) <= MAX_KEY:
        message = f"a secret holds {MIN_KEY} to {MAX_KEY} bytes, this one {len(key)}"
        raise ValueError(message)
    return key


def sign(secrets: Iterable[str], *, id: str, timestamp: int, body: bytes) -> str:
    """Return the value of `webhook-signature`: one `v1` signature per secret, separated by blanks.

    Args:
        secrets: as `secret_of` returns them.
        id: the value of `webhook-id`; without a full stop, which separates what is signed.
        timestamp: the value of `webhook-timestamp`, in seconds.
        body: exactly as it is sent.
    """
    signed = f"{id}.{timestamp}.".encode() + body
    return " ".join(f"v1,{_mac(secret, signed)}" for secret in secrets)


def _mac(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

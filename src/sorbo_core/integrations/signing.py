"""Signatures of Standard Webhooks 1.0."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"


def secret_of(key: bytes) -> str:
    """Return a secret as people copy it: the prefix and the key in base64."""
    return PREFIX + base64.b64encode(key).decode()


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

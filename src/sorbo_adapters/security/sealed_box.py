"""Secrets sealed for storage."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE = 12


class SealedBox:
    """Seals with ChaCha20-Poly1305, under a key that is derived from the setting's for one purpose.

    Args:
        seed: the setting's key.
        purpose: what is sealed; boxes for different purposes have nothing in common.
    """

    def __init__(self, seed: bytes, *, purpose: bytes) -> None:
        self._cipher = ChaCha20Poly1305(hmac.digest(seed, purpose, "sha256"))

    def seal(self, secret: bytes, *, about: str) -> str:
        """Return the secret as it is stored; it opens for the same `about` alone."""
        nonce = secrets.token_bytes(_NONCE)
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, secret, about.encode())).decode()

    def open(self, sealed: str, *, about: str) -> bytes | None:
        """Return the secret, or None if it was sealed with another key, for something else, or altered."""
        try:
            closed = urlsafe_b64decode(sealed)
            return self._cipher.decrypt(closed[:_NONCE], closed[_NONCE:], about.encode())
        except (InvalidTag, ValueError):
            return None

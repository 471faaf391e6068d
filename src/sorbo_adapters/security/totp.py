"""Codes of authenticators (RFC 6238), whose secrets are sealed where they are stored."""

import hmac
from datetime import datetime

import pyotp

from sorbo_adapters.security.sealed_box import SealedBox
from sorbo_core.identity.second_factor.ports import NewSecret, OneTimeCodes

STEP_S, _DRIFT = 30, 1
_PURPOSE = b"secrets of authenticators"
_DIGITS = 6


class TotpCodes(OneTimeCodes):
    """Six digits from HMAC-SHA-1 every thirty seconds: what every authenticator can do.

    Args:
        seed: the setting's key; what seals the secrets is derived from it.
        issuer: whose the authenticator says the codes are.
    """

    def __init__(self, seed: bytes, *, issuer: str) -> None:
        self._box = SealedBox(seed, purpose=_PURPOSE)
        self._issuer = issuer

    def new(self, *, holder: str, email: str) -> NewSecret:
        text = pyotp.random_base32()
        uri = pyotp.TOTP(text).provisioning_uri(name=email, issuer_name=self._issuer)
        return NewSecret(sealed=self.sealed(text, holder=holder), text=text, uri=uri)

    def sealed(self, text: str, *, holder: str) -> str:
        """Return a secret as it is stored for an account, and for no other."""
        return self._box.seal(text.encode(), about=holder)

    def step_of(self, code: str, sealed: str, *, holder: str, at: datetime) -> int | None:
        secret = self._box.open(sealed, about=holder)
        if secret is None or len(code) != _DIGITS or not code.isascii():
            return None
        codes, now = pyotp.TOTP(secret.decode()), int(at.timestamp()) // STEP_S
        steps = range(now - _DRIFT, now + _DRIFT + 1)
        found = [step for step in steps if hmac.compare_digest(code, codes.generate_otp(step))]
        return max(found, default=None)

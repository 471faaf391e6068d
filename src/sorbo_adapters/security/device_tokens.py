"""Proofs that a device has logged in before, by HMAC."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from sorbo_core.identity.sessions.ports import DeviceTokens

_PURPOSE = b"devices that have logged in"
_GOOD_FOR = timedelta(days=365)
_KIND, _BETWEEN, _PARTS, _LONGEST = "device", "~", 4, 200


class HmacDeviceTokens(DeviceTokens):
    """Tokens `device~NAME~DAY~SEAL`, which nothing is stored of.

    Args:
        seed: the service's secret; a key of their own is derived from it.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = hmac.digest(seed, _PURPOSE, "sha256")

    def issue(self, email: str, *, now: datetime) -> str:
        name, day = secrets.token_urlsafe(16), now.strftime("%Y%m%d")
        return _BETWEEN.join((_KIND, name, day, self._seal(name, day, email)))

    def device_of(self, token: str, email: str, *, now: datetime) -> str | None:
        parts = token.split(_BETWEEN) if len(token) <= _LONGEST and token.isascii() else []
        if len(parts) != _PARTS or parts[0] != _KIND:
            return None
        _, name, day, seal = parts
        if not hmac.compare_digest(seal, self._seal(name, day, email)):
            return None
        issued = datetime.strptime(day, "%Y%m%d").replace(tzinfo=now.tzinfo)
        return name if now < issued + _GOOD_FOR else None

    def _seal(self, name: str, day: str, email: str) -> str:
        # No line break is in a name, a day or an address: no two lists of texts read alike.
        made = hmac.digest(self._key, f"{name}\n{day}\n{email}".encode(), hashlib.sha256)
        return urlsafe_b64encode(made).rstrip(b"=").decode()

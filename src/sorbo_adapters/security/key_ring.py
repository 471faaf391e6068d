"""The keys that sign access tokens: the setting's, and after it those that were made by rotating."""

import asyncio
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import OKPKey

from sorbo_adapters.security.sealed_box import SealedBox
from sorbo_core.identity.sessions.ports import KeyRing, PublicKey, SealedKey, SealedKeys
from sorbo_core.shared.errors import Unavailable

ALGORITHM, TYPE = "Ed25519", "at+jwt"
LIFETIME = timedelta(minutes=15)
"""For so long a token is good."""

_READ_EVERY = timedelta(seconds=30)
_LOOKED_FOR_EVERY = timedelta(seconds=1)
# As long as a token, and as it may take others to hear that there is a newer key, clocks apart included.
_OVERLAP = LIFETIME + timedelta(minutes=2)
_PURPOSE = b"keys that sign access tokens"


class Key:
    """A key that signs.

    Attributes:
        id: the thumbprint of the public half (RFC 7638).
        header: what begins every token that it signs, byte for byte.
        until: when the last token that it may have signed has expired; None while it signs.
    """

    def __init__(self, seed: bytes, *, created_at: datetime | None = None) -> None:
        private = Ed25519PrivateKey.from_private_bytes(seed)
        self.private = OKPKey.import_key(private)
        self.public = OKPKey.import_key(private.public_key())
        self.id = str(self.public.thumbprint())
        self.header = {"alg": ALGORITHM, "typ": TYPE, "kid": self.id}
        self.encoded_header = urlsafe_b64encode(msgspec.json.encode(self.header)).rstrip(b"=").decode()
        self.x = urlsafe_b64encode(private.public_key().public_bytes_raw()).rstrip(b"=").decode()
        self.created_at = created_at
        self.until: datetime | None = None

    def verifies(self, now: datetime) -> bool:
        """Tell whether there may be a token of it that has not expired."""
        return self.until is None or now < self.until


class SigningKeyRing(KeyRing):
    """Keys that all processes share, sealed with the setting's key.

    What is stored is read every half a minute, and when a token names a key that is not known. What
    was sealed with another setting's key does not count: with another setting, tokens are worth
    nothing until they are refreshed.

    Args:
        seed: the setting's key, 32 bytes: it signs until there is another one, and seals those.
        keys: where the others are stored.
    """

    def __init__(self, *, seed: bytes, keys: SealedKeys) -> None:
        self._seed = seed
        self._box = SealedBox(seed, purpose=_PURPOSE)
        self._keys = keys
        self._ring: tuple[Key, ...] = ()
        self._read_at: datetime | None = None
        self._looked_at: datetime | None = None
        self._reading = asyncio.Lock()

    async def signing(self, now: datetime) -> Key:
        """Return the key that signs now.

        Raises:
            Unavailable: the keys were never read, and cannot be.
        """
        await self._read(now, older_than=_READ_EVERY)
        return self._ring[-1]

    async def verifying(self, encoded_header: str, now: datetime) -> Key | None:
        """Return the key whose tokens begin with this header, if there may be one that is good.

        Raises:
            Unavailable: the keys were never read, and cannot be.
        """
        await self._read(now, older_than=_READ_EVERY)
        found = self._named(encoded_header)
        if found is None and not _is_within(now, self._looked_at, _LOOKED_FOR_EVERY):
            self._looked_at = now
            await self._read(now, older_than=timedelta(0))
            found = self._named(encoded_header)
        return found if found is not None and found.verifies(now) else None

    async def rotate(self, *, now: datetime) -> PublicKey:
        new = secrets.token_bytes(len(self._seed))
        key = Key(new, created_at=now)
        sealed = self._box.seal(new, about=key.id)
        await self._keys.add(SealedKey(id=key.id, created_at=now, sealed=sealed))
        await self._read(now, older_than=timedelta(0))
        await self._keys.discard([each.id for each in self._ring if not each.verifies(now)])
        return _shown(key, signs=True)

    async def public_keys(self, *, now: datetime) -> tuple[PublicKey, ...]:
        await self._read(now, older_than=_READ_EVERY)
        signing = self._ring[-1]
        return tuple(_shown(key, signs=key is signing) for key in self._ring if key.verifies(now))

    def _named(self, encoded_header: str) -> Key | None:
        return next((key for key in self._ring if key.encoded_header == encoded_header), None)

    async def _read(self, now: datetime, *, older_than: timedelta) -> None:
        if self._is_fresh(now, older_than):
            return
        async with self._reading:
            if self._is_fresh(now, older_than):
                return
            try:
                stored = await self._keys.all()
            except Unavailable:
                # The keys that are known are as good as they were.
                if not self._ring:
                    raise
            else:
                self._ring = self._opened(stored)
            self._read_at = now

    def _is_fresh(self, now: datetime, older_than: timedelta) -> bool:
        return _is_within(now, self._read_at, older_than)

    def _opened(self, stored: tuple[SealedKey, ...]) -> tuple[Key, ...]:
        known = {key.id: key for key in self._ring}
        opened = [known.get(each.id) or self._unsealed(each) for each in stored]
        ring = [Key(self._seed), *(key for key in opened if key is not None)]
        for key, later in pairwise(ring):
            key.until = later.created_at + _OVERLAP if later.created_at is not None else None
        return tuple(ring)

    def _unsealed(self, stored: SealedKey) -> Key | None:
        """Return a key, or None if it was sealed with another setting's key, or altered."""
        seed = self._box.open(stored.sealed, about=stored.id)
        return Key(seed, created_at=stored.created_at) if seed is not None else None


def _is_within(now: datetime, at: datetime | None, time: timedelta) -> bool:
    return at is not None and abs(now - at) < time


def _shown(key: Key, *, signs: bool) -> PublicKey:
    return PublicKey(id=key.id, x=key.x, created_at=key.created_at, signs=signs)

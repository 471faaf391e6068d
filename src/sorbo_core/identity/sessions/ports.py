"""What sessions need from outside."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

import msgspec

from sorbo_core.identity.sessions.guesses import Guess
from sorbo_core.identity.sessions.login_session import Device, EndReason, LoginSession
from sorbo_core.shared.ports import Listed


class Rotation(msgspec.Struct, frozen=True, kw_only=True):
    """One exchange of a refresh token for the next.

    Attributes:
        used: the hash of the token that is given up.
        next: the hash of the one that follows.
        salt: what that one is made with.
        at, device: when and where.
        over_at: when the session is over if it is not used again.
    """

    used: str
    next: str
    salt: str
    at: datetime
    device: Device
    over_at: datetime

    @property
    def changes(self) -> dict[str, Any]:
        """What of the session is another then, by field."""
        return {
            "token_hash": self.next,
            "previous_hash": self.used,
            "salt": self.salt,
            "last_used_at": self.at,
            "updated_at": self.at,
            "device": self.device,
            "over_at": self.over_at,
        }


class LoginSessions(Listed[LoginSession], Protocol):
    """All sessions, with their events."""

    @abstractmethod
    async def rotate(self, id: str, rotation: Rotation) -> LoginSession | None:
        """Put the next token in the place of the one that is used, if that is the present one.

        Of any number that use the same one at the same moment, one does. None for the others, and
        where the session is over or there is none. No event tells of it.
        """

    @abstractmethod
    async def alive_of(self, compte_id: str, *, at: datetime) -> tuple[LoginSession, ...]:
        """Return the sessions of an account that are not over, the one that was used last first."""

    async def end_all(
        self, compte_id: str, *, reason: EndReason, at: datetime, but: str | None = None
    ) -> tuple[str, ...]:
        """End the sessions of an account that are not over, but perhaps one; return the ids of the ended."""
        ended = [each.id for each in await self.alive_of(compte_id, at=at) if each.id != but]
        for id_ in ended:
            await self.update(id_, lambda session: session.ended(reason, at=at))
        return tuple(ended)


class Secrets(Protocol):
    """Makes secrets."""

    @abstractmethod
    def new(self) -> str:
        """Return a text of 256 random bits, made of letters, digits, `-` and `_`."""


class AccessToken(msgspec.Struct, frozen=True, kw_only=True):
    """A signed proof of who asks, and when it ends."""

    token: str
    expires_at: datetime


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What an access token says: whose session it is of. What the holder may do, it does not say."""

    compte_id: str
    session_id: str


class AccessTokens(Protocol):
    """Issues and verifies access tokens."""

    @abstractmethod
    async def issue(self, claims: Claims, *, now: datetime) -> AccessToken:
        """Return a token that is good for fifteen minutes.

        Raises:
            Unavailable: the keys cannot be read.
        """

    @abstractmethod
    async def verify(self, token: str, *, now: datetime) -> Claims:
        """Return what the token says.

        Raises:
            TokenInvalid: it was not issued here for this API, or has expired.
            Unavailable: the keys cannot be read.
        """


class SealedKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs tokens, as it is stored.

    Attributes:
        id: follows from the public half; tokens name the key by it.
        created_at: from then on it signs, until there is a newer one.
        sealed: both halves, of which nobody can read the private one or change either without the
            setting's key.
    """

    id: str
    created_at: datetime
    sealed: str


class SealedKeys(Protocol):
    """Where keys are stored, for all processes."""

    @abstractmethod
    async def all(self) -> tuple[SealedKey, ...]:
        """Return every key, the oldest first.

        Raises:
            Unavailable: they cannot be read.
        """

    @abstractmethod
    async def add(self, key: SealedKey) -> None:
        """Store a key.

        Raises:
            AlreadyExists: one has this id.
        """

    @abstractmethod
    async def discard(self, ids: Collection[str]) -> None:
        """Delete these keys, where they are there."""


class PublicKey(msgspec.Struct, frozen=True, kw_only=True):
    """The public half of a key, for whoever verifies tokens (RFC 8037).

    Attributes:
        x: the key itself, in base64url.
    """

    id: str
    x: str
    created_at: datetime | None = None
    signs: bool = False


class KeyRing(Protocol):
    """The keys that sign and verify access tokens."""

    @abstractmethod
    async def rotate(self, *, now: datetime) -> PublicKey:
        """Make a new key, which signs from now on; those before verify as long as their tokens last.

        Other processes sign with it within half a minute, and verify what it signed at once.

        Raises:
            Unavailable: keys cannot be stored.
        """

    @abstractmethod
    async def public_keys(self, *, now: datetime) -> tuple[PublicKey, ...]:
        """Return the keys that verify now, the one that signs last.

        Raises:
            Unavailable: they cannot be read.
        """


class DeviceTokens(Protocol):
    """Proves that a device has logged in before."""

    @abstractmethod
    def issue(self, email: str, *, now: datetime) -> str:
        """Return a token for a device on which this address has just logged in; it is good for a year."""

    @abstractmethod
    def device_of(self, token: str, email: str, *, now: datetime) -> str | None:
        """Return what names the device if the token is good for this address, else None."""


class Guesses(Protocol):
    """Counts guesses of secrets, over every process that shares it."""

    @abstractmethod
    async def begin(self, guesses: Collection[Guess], *, now: datetime) -> int:
        """Count one guess for each, before it is known whether it is right; return 0.

        If one of them has to wait, none is counted, and the seconds until they need not are
        returned. Exact under concurrent guesses: each waits for what those before it have caused.

        Raises:
            Unavailable: the counters cannot be reached.
        """

    @abstractmethod
    async def forget(self, key: str) -> None:
        """Begin anew with a key: somebody knew the secret.

        Raises:
            Unavailable: the counters cannot be reached.
        """

    @abstractmethod
    async def take_back(self, key: str) -> None:
        """Take back one guess for a key, and the wait that it caused; earlier ones stay counted.

        Raises:
            Unavailable: the counters cannot be reached.
        """

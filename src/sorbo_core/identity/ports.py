"""What identity needs from outside."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

import msgspec

from sorbo_core.identity.compte import Compte
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Repository


class Comptes(Repository[Compte], Protocol):
    """All accounts, with their events.

    `add` and `update` raise EmailTaken as well: another one has this address.
    """

    @abstractmethod
    async def by_email(self, email: str) -> Compte | None:
        """Return the account with this address (as `parse_email` returns it), or None."""


class PasswordHasher(Protocol):
    """Hashes passwords slowly, away from the event loop."""

    @abstractmethod
    async def hash(self, password: str) -> str:
        """Return a salted hash in the PHC string format.

        Raises:
            Unavailable: too many passwords wait to be hashed.
        """

    @abstractmethod
    async def verify(self, password: str, hash: str | None) -> bool:
        """Tell whether the password has this hash; None takes as long as a wrong one and is False.

        Raises:
            Unavailable: too many passwords wait to be hashed.
        """


class AccessToken(msgspec.Struct, frozen=True, kw_only=True):
    """A signed proof of who asks, and when it ends."""

    token: str
    expires_at: datetime


class AccessTokens(Protocol):
    """Issues and verifies access tokens."""

    @abstractmethod
    def issue(self, compte: Compte, *, now: datetime) -> AccessToken:
        """Return a token for this account that is good for fifteen minutes."""

    @abstractmethod
    def verify(self, token: str, *, now: datetime) -> Actor:
        """Return who the token was issued to, with what the role may do.

        Raises:
            TokenInvalid: it was not issued here for this API, or has expired.
        """

"""What identity needs from outside."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.compte import Compte
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Listed


class Comptes(Listed[Compte], Protocol):
    """All accounts, with their events.

    `add` and `update` raise EmailTaken as well: another one has this address.
    """

    @abstractmethod
    async def by_email(self, email: str) -> Compte | None:
        """Return the account with this address (as `parse_email` returns it), or None."""

    @abstractmethod
    async def update_led(self, id: str, change: Callable[[Compte], Compte]) -> Compte:
        """Replace the account as `update` does, as long as somebody leads afterwards (`Compte.leads`).

        Of super-admins who take the role from one another at the same moment, one keeps it.

        Raises:
            CompteNotFound: there is none with this id.
            LastSuperAdmin: it leads, would lead no more, and no other one does; nothing is stored.
        """


class AccessLinks(Listed[AccessLink], Protocol):
    """All links that mails take to people, with their events. AccessLinkNotFound: there is none."""


class LinkSecrets(Protocol):
    """Makes what nobody can guess."""

    @abstractmethod
    def new(self) -> str:
        """Return letters, digits, `-` and `_`: 256 random bits."""


class Ended(StrEnum):
    """Why all sessions of an account end."""

    PASSWORD_CHANGED = "password_changed"  # noqa: S105 — the name of a reason
    ROLE_CHANGED = "role_changed"
    DEACTIVATED = "deactivated"


class SessionsOfCompte(Protocol):
    """The sessions in which the holder of an account is logged in."""

    @abstractmethod
    async def end_all(self, compte_id: str, *, why: Ended, at: datetime) -> None:
        """End every session of the account; where none is left, nothing changes.

        Raises:
            Unavailable: they cannot be reached; the same call may be repeated.
        """


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

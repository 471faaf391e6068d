"""What identity needs from outside."""

from abc import abstractmethod
from typing import Protocol

from sorbo_core.identity.compte import Compte
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

    @abstractmethod
    def is_outdated(self, hash: str) -> bool:
        """Tell whether a hash was made in another way than new ones are."""

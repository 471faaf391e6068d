"""What identity needs from outside."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.compte import Compte
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


class PasswordHasher(Protocol):
    """Hashes passwords slowly, away from the event loop."""

    @abstractmethod
    async def hash(self, password: str) -> str:
        """Return a salted hash, in the PHC string format, of an accepted password.

        Raises:
            Unavailable: too many passwords wait to be hashed.
        """

    @abstractmethod
    async def verify(self, password: str, hash: str | None) -> bool:
        """Tell whether the password, as it was typed, has this hash; None is False.

        It takes as long whatever the hash is, and without one. A hash that was taken over is of the very
        characters that were typed, another one of them in the form of `normalise_password`.

        Raises:
            Unavailable: too many passwords wait to be hashed.
        """

    @abstractmethod
    def is_outdated(self, hash: str) -> bool:
        """Tell whether a hash was made in another way than new ones are."""

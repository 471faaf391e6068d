"""What contact needs from outside."""

from abc import abstractmethod
from typing import Protocol

from sorbo_core.contact.demande import Demande
from sorbo_core.shared.ports import Listed


class Demandes(Listed[Demande], Protocol):
    """All requests, with their events.

    `add` and `update` raise AlreadyReceived where another one shares one of `alike`.
    """

    @abstractmethod
    async def like(self, demande: Demande) -> Demande:
        """Return the request that shares one of `alike` with this one.

        Raises:
            DemandeNotFound: there is none.
        """


class StaffDirectory(Protocol):
    """Who works here."""

    @abstractmethod
    async def includes(self, compte_id: str) -> bool:
        """Tell whether an active account of the staff has this id."""

    @abstractmethod
    async def address_of(self, compte_id: str) -> str | None:
        """Return the e-mail address of this account; None if it is not an active one of the staff."""

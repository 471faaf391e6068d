"""What contact needs from outside."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from sorbo_core.contact.demande import Demande
from sorbo_core.shared.query import ListQuery, Page


class Demandes(Protocol):
    """All requests, with their events."""

    @abstractmethod
    async def add(self, demande: Demande) -> Demande:
        """Store a new request with its events and return it at version 1.

        Raises:
            AlreadyExists: a request has this id.
        """

    @abstractmethod
    async def get(self, id: str) -> Demande:
        """Return the request with this id.

        Raises:
            DemandeNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Demande], Demande]) -> Demande:
        """Replace the request by what `change` makes of it, with the events, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another. What it
        raises is passed on and nothing is stored. When it returns the request unchanged, nothing
        is written and the version stays.

        Raises:
            DemandeNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Demande]:
        """Return one page of the requests that meet the query."""


class StaffDirectory(Protocol):
    """Who works here."""

    @abstractmethod
    async def includes(self, compte_id: str) -> bool:
        """Tell whether an active account of the staff has this id."""

    @abstractmethod
    async def address_of(self, compte_id: str) -> str | None:
        """Return the e-mail address of this account; None if it is not an active one of the staff."""

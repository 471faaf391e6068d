"""What mailing needs from outside."""

from abc import abstractmethod
from typing import Protocol

from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.email_address import EmailAddress


class Suppressions(Protocol):
    """The addresses that get no more mails, each once."""

    @abstractmethod
    async def find(self, address: EmailAddress) -> Suppression | None:
        """Return why this address gets no more mails, or None if it does."""

    @abstractmethod
    async def add(self, suppression: Suppression) -> None:
        """Suppress an address. One that is suppressed already keeps its first reason and instant."""

    @abstractmethod
    async def lift(self, address: EmailAddress) -> bool:
        """Let the address have mails again; tell whether it was suppressed."""

    @abstractmethod
    async def list(self, *, after: EmailAddress = "", limit: int = 100) -> tuple[Suppression, ...]:
        """Return the next suppressions by address, those that follow `after`, at most `limit`."""

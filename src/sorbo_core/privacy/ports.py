"""What privacy needs from outside."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from sorbo_core.privacy.disclosure import Disclosure
from sorbo_core.privacy.erasure import Erasure
from sorbo_core.shared.query import ListQuery, Page


class Erasures(Protocol):
    """The records of all erasures, with their events."""

    @abstractmethod
    async def add(self, erasure: Erasure, /) -> Erasure:
        """Store a new record with its events and return it at version 1.

        Raises:
            AlreadyExists: there is one with this id.
        """

    @abstractmethod
    async def get(self, id: str) -> Erasure:
        """Return the record with this id.

        Raises:
            ErasureNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Erasure], Erasure]) -> Erasure:
        """Replace the record by what `change` makes of it, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another.

        Raises:
            ErasureNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Erasure]:
        """Return one page of the records that meet the query."""

    @abstractmethod
    async def discard(self, id: str, *, version: int | None = None) -> None:
        """Delete the record, if it is at this version or any will do. Otherwise nothing changes."""


class Disclosures(Protocol):
    """That personal data were exported, with the event of it."""

    @abstractmethod
    async def add(self, disclosure: Disclosure, /) -> Disclosure:
        """Store it with its event and return it at version 1.

        Raises:
            AlreadyExists: there is one with this id.
        """


class Digester(Protocol):
    """Makes digests with a secret."""

    @abstractmethod
    def seal(self, *about: str) -> str:
        """Return letters, digits, `-` and `_` that follow from the secret and these texts."""

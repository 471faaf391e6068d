"""What the catalogue needs from outside."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Protocol

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.logiciel import Logiciel
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.publication.ports import Entries, Store
from sorbo_core.shared.query import ListQuery, Page


class Formations(Entries[Formation], Protocol):
    """All formations, with their events and versions.

    `add` and `update` raise SourceTaken as well: another one comes from this record of the source.
    """

    @abstractmethod
    async def by_source(self, key: str) -> Formation | None:
        """Return the formation imported from this record of the source, or None."""


class Logiciels(Entries[Logiciel], Protocol):
    """All logiciels, with their events and versions."""


class Sessions(Store[Session], Protocol):
    """All sessions, with their events."""

    @abstractmethod
    async def add(self, session: Session) -> Session:
        """Store a new session with its events and return it at version 1.

        Raises:
            AlreadyExists: a session has this id.
        """

    @abstractmethod
    async def get(self, id: str) -> Session:
        """Return the session with this id.

        Raises:
            SessionNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Session], Session]) -> Session:
        """Replace the session by what `change` makes of it, as `Entries.update` does.

        Raises:
            SessionNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Session]:
        """Return one page of the sessions that meet the query."""

    @abstractmethod
    async def count_to_come(self, today: date) -> int:
        """Return how many published ones start on this day or later and are to take place."""

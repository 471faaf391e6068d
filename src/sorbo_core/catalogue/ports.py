"""What the catalogue needs from outside."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.query import ListQuery, Page


class Formations(Protocol):
    """All formations, with their events."""

    @abstractmethod
    async def add(self, formation: Formation) -> Formation:
        """Store a new formation with its events and return it at version 1.

        Raises:
            AlreadyExists: a formation has this id.
            SlugTaken: another one has this slug.
            SourceTaken: another one has this source key.
        """

    @abstractmethod
    async def get(self, id: str) -> Formation:
        """Return the formation with this id.

        Raises:
            FormationNotFound: there is none.
        """

    @abstractmethod
    async def by_slug(self, slug: str) -> Formation:
        """Return the formation with this slug.

        Raises:
            FormationNotFound: there is none.
        """

    @abstractmethod
    async def by_source(self, key: str) -> Formation | None:
        """Return the formation imported from this record of the source, or None."""

    @abstractmethod
    async def update(self, id: str, change: Callable[[Formation], Formation]) -> Formation:
        """Replace the formation by what `change` makes of it, with the events, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another. What it
        raises is passed on and nothing is stored. When it returns the formation unchanged, nothing
        is written and the version stays.

        Raises:
            FormationNotFound: there is none with this id.
            SourceTaken: another one has the new source key.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Formation]:
        """Return one page of the formations that meet the query."""


class Sessions(Protocol):
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
        """Replace the session by what `change` makes of it, as `Formations.update` does.

        Raises:
            SessionNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Session]:
        """Return one page of the sessions that meet the query."""

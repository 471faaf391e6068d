"""What recruitment needs from outside."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

import msgspec

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.emploi import Emploi
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.query import ListQuery, Page


class Emplois(Entries[Emploi], Protocol):
    """All job offers, with their events and versions."""


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How many candidatures of one month, for one emploi, ever were in a state.

    Attributes:
        month: in which they were received: `2027-01`, in UTC.
    """

    month: str
    emploi_id: str
    state: CandidatureState
    candidatures: int


class Candidatures(Protocol):
    """All candidatures, with their events."""

    @abstractmethod
    async def add(self, candidature: Candidature) -> Candidature:
        """Store a new candidature with its events and return it at version 1.

        Any number may be added at the same moment: of those with one key, one is stored.

        Raises:
            AlreadyExists: a candidature has this id.
            AlreadyApplied: another one has this key.
        """

    @abstractmethod
    async def get(self, id: str) -> Candidature:
        """Return the candidature with this id.

        Raises:
            CandidatureNotFound: there is none.
        """

    @abstractmethod
    async def by_key(self, key: str) -> Candidature:
        """Return the candidature with this key.

        Raises:
            CandidatureNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Candidature], Candidature]) -> Candidature:
        """Replace the candidature by what `change` makes of it, as `Entries.update` does.

        Raises:
            CandidatureNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Candidature]:
        """Return one page of the candidatures that meet the query."""

    @abstractmethod
    async def counted(self, emploi_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many candidatures there are for each of these; those without any are left out."""

    @abstractmethod
    async def reached(self, period: Period) -> tuple[Reached, ...]:
        """Return how many of those received in a period ever were in each state, by month and emploi."""

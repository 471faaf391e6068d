"""What recruitment needs from outside."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

import msgspec

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.emploi import Emploi
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.ports import Listed
from sorbo_core.shared.publication.ports import Entries


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


class Candidatures(Listed[Candidature], Protocol):
    """All candidatures, with their events.

    `add` raises AlreadyApplied as well: another one has this key. `list` leaves their words out.
    """

    @abstractmethod
    async def by_key(self, key: str) -> Candidature:
        """Return the candidature with this key.

        Raises:
            CandidatureNotFound: there is none.
        """

    @abstractmethod
    async def files_among(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these ids that are of the CV of a candidature."""

    @abstractmethod
    async def counted(self, emploi_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many candidatures there are for each of these; those without any are left out."""

    @abstractmethod
    async def reached(self, period: Period) -> tuple[Reached, ...]:
        """Return how many of those received in a period ever were in each state, by month and emploi."""


class CvReadings(Protocol):
    """Keeps who got at which CV, for the audit."""

    @abstractmethod
    async def note(self, *, actor: Actor, candidature_id: str) -> None:
        """Note that the actor is about to get at the CV of a candidature.

        Raises:
            Unavailable: it cannot be noted.
        """

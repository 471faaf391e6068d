"""What insight needs from outside."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import msgspec

from sorbo_core.insight.search.question import Question
from sorbo_core.insight.search.ranking import Candidate
from sorbo_core.insight.search.record import Record
from sorbo_core.shared.figures.period import Period


class SearchIndex(Protocol):
    """What can be found, one record per entry."""

    @abstractmethod
    async def keep(self, record: Record) -> None:
        """Keep the record in the place of the one with its id, unless that is of a newer version.

        Of records that arrive in any order, at the same time or twice, the newest stays.
        """

    @abstractmethod
    async def candidates(self, question: Question, *, most: int) -> Sequence[Candidate]:
        """Return records that visitors see and that have every word of the question, `most` at most.

        However many there are, of each word no more than a few times `most` records are looked at. Up
        to `most` records with the rarest word, none is left out; beyond, those come first that have
        it in their title, then in their keywords, the latest before the older ones.
        """

    @abstractmethod
    async def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        """Return the records with these ids that visitors see, without their terms."""

    @abstractmethod
    async def count_shown(self) -> Mapping[str, int]:
        """Return how many things of each kind visitors see; a kind that has none may be left out.

        It takes as long however many there are.
        """


class Rebuilds(Protocol):
    """How far rebuilding the index has come, so that one that was cut off goes on."""

    @abstractmethod
    async def reached(self, kind: str) -> str | None:
        """Return the id of the last entry of the kind that was kept; None before the first."""

    @abstractmethod
    async def reach(self, kind: str, id: str | None) -> None:
        """Remember the last entry that was kept; None to start again."""


class Figures(Protocol):
    """The numbers of one area, for staff."""

    @abstractmethod
    async def __call__(self, period: Period) -> msgspec.Struct:
        """Return what happened in the period."""

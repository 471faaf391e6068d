"""What enrolment needs from outside."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

import msgspec

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import Place, SeatRequest
from sorbo_core.catalogue.enrolment.register import Register
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.money import Currency
from sorbo_core.shared.ports import Listed, Repository


class Occupancy(msgspec.Struct, frozen=True, kw_only=True):
    """How full a session is: people with seats, people who wait; `revision` grows when either changes."""

    taken: int = 0
    waiting: int = 0
    revision: int = 0


class Takings(msgspec.Struct, frozen=True, kw_only=True):
    """What the inscriptions that were confirmed in one month come to in one currency.

    Attributes:
        month: `2027-01`, in UTC.
        currency: None where the price was on request; their amount is 0.
        inscriptions: how many; a group counts as one.
        amount: in minor units, the price of each times its participants.
    """

    month: str
    currency: Currency | None
    inscriptions: int
    amount: int


class Registers(Repository[Register], Protocol):
    """The registers of all sessions (`register_id`), with their events; a session has one."""

    @abstractmethod
    async def enrol(self, id: str, request: SeatRequest, *, at: datetime) -> Place:
        """Do `Register.enrol`, after the holds that have run out are swept; return `place_for` the request.

        Hundreds may call it at the same moment: each gets one place, in one order, without losing
        races to the others.

        Raises:
            RegisterNotFound: there is none with this id.
            InscriptionsClosed, GroupTooLarge, WaitingLineFull: as `Register.admit`.
        """

    @abstractmethod
    async def occupancy(self, ids: Collection[str]) -> Mapping[str, Occupancy]:
        """Return how full these sessions are, by the ids of their registers; those without are left out."""

    @abstractmethod
    async def due(self, now: datetime, *, limit: int) -> tuple[str, ...]:
        """Return the ids of registers in which a hold has run out, the longest overdue first."""


class Inscriptions(Listed[Inscription], Protocol):
    """All inscriptions, with their events."""

    @abstractmethod
    async def takings(self, period: Period) -> tuple[Takings, ...]:
        """Return what those come to that were confirmed in a period and are `confirmee` or `presente` now.

        One for each month and currency that there is, in order, what was on request first.
        """


class Tokens(Protocol):
    """Makes what nobody can guess."""

    @abstractmethod
    def new(self) -> str:
        """Return a new text of letters, digits, `-` and `_` with at least 128 random bits."""

"""Count the seats that sessions have left."""

from collections.abc import Sequence
from typing import Self

import msgspec

from sorbo_core.catalogue.enrolment.ports import Occupancy, Registers
from sorbo_core.catalogue.enrolment.register import register_id
from sorbo_core.catalogue.session import Session


class SeatedSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session with how full it is.

    Attributes:
        seats_left: what somebody who asked now would get at once: nothing while others wait.
        waiting: how many people wait.
        revision: grows with every change of the two.
    """

    session: Session
    seats_left: int
    waiting: int
    revision: int

    @classmethod
    def of(cls, session: Session, occupancy: Occupancy) -> Self:
        """Return the session with how full it is."""
        left = 0 if occupancy.waiting else max(0, session.details.seats - occupancy.taken)
        return cls(session=session, seats_left=left, waiting=occupancy.waiting, revision=occupancy.revision)


class CountSeats:
    """Tell of each of these sessions how many seats it has left and how many people wait, now."""

    def __init__(self, *, registers: Registers) -> None:
        self._registers = registers

    async def __call__(self, *, sessions: Sequence[Session]) -> tuple[SeatedSession, ...]:
        ids = [register_id(session.id) for session in sessions]
        known = await self._registers.occupancy(ids) if ids else {}
        return tuple(
            SeatedSession.of(session, known.get(id_, Occupancy()))
            for id_, session in zip(ids, sessions, strict=True)
        )

"""Measure how full sessions are."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

import msgspec

from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.catalogue.enrolment.register import register_id
from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session, SessionState
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import MAX_LIMIT, Filter, ListQuery, Op, Sort


class SessionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The published sessions that start in a period and were not called off.

    Attributes:
        taken: how many of their seats are held or confirmed.
        waiting: how many people wait.
        fill_rate: taken seats to seats, from 0 to 1; None where there are no seats.
    """

    sessions: int
    seats: int
    taken: int
    waiting: int
    fill_rate: float | None


class MeasureSessions:
    """Tell how full the published sessions are that start in a period; those called off do not count."""

    def __init__(self, *, sessions: Sessions, registers: Registers) -> None:
        self._sessions = sessions
        self._registers = registers

    async def __call__(self, period: Period) -> SessionFigures:
        sessions = seats = taken = waiting = 0
        async for some in _starting(self._sessions, period.first, period.last):
            sessions += len(some)
            seats += sum(each.details.seats for each in some)
            known = await self._registers.occupancy([register_id(each.id) for each in some])
            taken += sum(each.taken for each in known.values())
            waiting += sum(each.waiting for each in known.values())
        rate = round(taken / seats, 4) if seats else None
        return SessionFigures(sessions=sessions, seats=seats, taken=taken, waiting=waiting, fill_rate=rate)


async def _starting(sessions: Sessions, first: date, last: date) -> AsyncIterator[Sequence[Session]]:
    query = ListQuery(
        filters=(
            Filter("status", Op.EQ, Status.PUBLIE),
            Filter("details.start", Op.GTE, first.isoformat()),
            Filter("details.start", Op.LTE, last.isoformat()),
        ),
        sort=(Sort("details.start"),),
        limit=MAX_LIMIT,
    )
    while True:
        page = await sessions.list(query)
        yield [each for each in page.items if each.details.state is not SessionState.ANNULEE]
        if page.next is None:
            return
        query = msgspec.structs.replace(query, after=page.next)

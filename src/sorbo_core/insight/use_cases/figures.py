"""What reading figures of a period has in common."""

from datetime import date
from typing import ClassVar

import msgspec

from sorbo_core.insight.ports import Figures
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.ports import Clock

MOST_DAYS = 1100
_MONTHS_BEFORE = 11


class AreaFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The period, and what one area tells of it."""

    period: Period
    figures: msgspec.Struct


class ReadsFigures:
    """Tells the numbers of one area to those who may read them.

    Attributes:
        permission: what it takes.
    """

    permission: ClassVar[Permission]

    def __init__(self, *, source: Figures, clock: Clock) -> None:
        self._source = source
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, first: date | None = None, last: date | None = None
    ) -> AreaFigures:
        actor.require(self.permission)
        period = period_asked(first, last, today=self._clock.now().date())
        return AreaFigures(period=period, figures=await self._source(period))


def period_asked(first: date | None, last: date | None, *, today: date) -> Period:
    """Return the period between days that may have been left out.

    Without a last day it ends today, without a first one it begins with the month eleven months before.

    Raises:
        PeriodRefused: it ends before it starts, or is too long.
    """
    last = last or today
    return Period.between(first or _a_year_of_months(last), last, most_days=MOST_DAYS)


def _a_year_of_months(last: date) -> date:
    months = max(last.year * 12 + last.month - 1 - _MONTHS_BEFORE, 12)
    return date(months // 12, months % 12 + 1, 1)

"""Read the figures for staff."""

import asyncio
from collections.abc import Mapping
from datetime import date

import msgspec

from sorbo_core.insight.ports import Figures
from sorbo_core.insight.use_cases.figures import period_asked
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.ports import Clock


class StaffFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The period, and the numbers of each area by their name."""

    period: Period
    figures: Mapping[str, msgspec.Struct]


class ReadStaffFigures:
    """Tell what happened in a period: demandes, inscriptions, how full the sessions are.

    Demandes and inscriptions count by the day on which they came, in UTC, and by where they stand now.
    Sessions count by their first day: seats held or confirmed, to all seats of the published sessions
    that were not called off. Without `to` the period ends today, without `from` it begins with the
    month eleven months before. It has 1100 days at most.

    Raises:
        Unauthenticated, Forbidden: the actor may not read statistics.
        PeriodRefused: it ends before it starts, or is too long.
    """

    def __init__(self, *, sources: Mapping[str, Figures], clock: Clock) -> None:
        self._sources = sources
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, first: date | None = None, last: date | None = None
    ) -> StaffFigures:
        actor.require(Permission.READ_STATISTICS)
        period = period_asked(first, last, today=self._clock.now().date())
        told = await asyncio.gather(*(source(period) for source in self._sources.values()))
        return StaffFigures(period=period, figures=dict(zip(self._sources, told, strict=True)))

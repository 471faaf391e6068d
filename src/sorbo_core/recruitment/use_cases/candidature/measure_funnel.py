"""Measure how far candidatures get."""

from collections.abc import Iterable

import msgspec

from sorbo_core.recruitment.ports import Candidatures, Reached
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.figures.period import Period

Steps = dict[str, int]
"""How many ever were in each state; all of them were `recue`."""


class FunnelFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How far the candidatures got that were received in a period, up to now.

    Attributes:
        by_month: by the month in which they were received; months without any are left out.
        by_emploi: by the id of the emploi.
    """

    total: Steps
    by_month: dict[str, Steps]
    by_emploi: dict[str, Steps]


class MeasureFunnel:
    """Count the states in which candidatures ever were: a state counts once, wherever they went from it."""

    def __init__(self, *, candidatures: Candidatures) -> None:
        self._candidatures = candidatures

    async def __call__(self, period: Period) -> FunnelFigures:
        reached = await self._candidatures.reached(period)
        return FunnelFigures(
            total=_steps(reached),
            by_month={
                month: _steps(each for each in reached if each.month == month)
                for month in sorted({each.month for each in reached})
            },
            by_emploi={
                id_: _steps(each for each in reached if each.emploi_id == id_)
                for id_ in sorted({each.emploi_id for each in reached})
            },
        )


def _steps(reached: Iterable[Reached]) -> Steps:
    steps = dict.fromkeys(map(str, CandidatureState), 0)
    for each in reached:
        steps[each.state] += each.candidatures
    return steps

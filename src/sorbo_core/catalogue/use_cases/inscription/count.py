"""Count inscriptions."""

import msgspec

from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.shared.period import Period
from sorbo_core.shared.tally import Tallies, by_month, by_value


class InscriptionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The inscriptions that were asked for in a period, by where they stand now; a group counts as one."""

    total: int
    by_state: dict[str, int]
    by_month: dict[str, int]


class CountInscriptions:
    """Count the inscriptions that were asked for in a period."""

    def __init__(self, *, tallies: Tallies) -> None:
        self._tallies = tallies

    async def __call__(self, period: Period) -> InscriptionFigures:
        tallies = await self._tallies(period)
        return InscriptionFigures(
            total=sum(each.count for each in tallies),
            by_state=by_value(tallies, "state", InscriptionState),
            by_month=by_month(tallies),
        )

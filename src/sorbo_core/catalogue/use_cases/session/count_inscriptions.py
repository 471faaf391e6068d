"""Count inscriptions."""

import msgspec

from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.shared.figures.buckets import Buckets, by_month, by_value
from sorbo_core.shared.figures.period import Period


class InscriptionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The inscriptions that were asked for in a period, by where they stand now; a group counts as one."""

    total: int
    by_state: dict[str, int]
    by_month: dict[str, int]


class CountInscriptions:
    """Count the inscriptions that were asked for in a period."""

    def __init__(self, *, buckets: Buckets) -> None:
        self._buckets = buckets

    async def __call__(self, period: Period) -> InscriptionFigures:
        buckets = await self._buckets(period)
        return InscriptionFigures(
            total=sum(each.count for each in buckets),
            by_state=by_value(buckets, "state", InscriptionState),
            by_month=by_month(buckets),
        )

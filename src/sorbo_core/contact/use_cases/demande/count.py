"""Count requests."""

import msgspec

from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.shared.figures.buckets import Buckets, by_month, by_value
from sorbo_core.shared.figures.period import Period


class DemandeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The requests that were received in a period, by where they stand now."""

    total: int
    by_state: dict[str, int]
    by_subject: dict[str, int]
    by_month: dict[str, int]


class CountDemandes:
    """Count the requests that were received in a period."""

    def __init__(self, *, buckets: Buckets) -> None:
        self._buckets = buckets

    async def __call__(self, period: Period) -> DemandeFigures:
        buckets = await self._buckets(period)
        return DemandeFigures(
            total=sum(each.count for each in buckets),
            by_state=by_value(buckets, "state", DemandeState),
            by_subject=by_value(buckets, "subject", Subject),
            by_month=by_month(buckets),
        )

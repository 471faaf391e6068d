"""Count requests."""

import msgspec

from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.shared.period import Period
from sorbo_core.shared.tally import Tallies, by_month, by_value


class DemandeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The requests that were received in a period, by where they stand now."""

    total: int
    by_state: dict[str, int]
    by_subject: dict[str, int]
    by_month: dict[str, int]


class CountDemandes:
    """Count the requests that were received in a period."""

    def __init__(self, *, tallies: Tallies) -> None:
        self._tallies = tallies

    async def __call__(self, period: Period) -> DemandeFigures:
        tallies = await self._tallies(period)
        return DemandeFigures(
            total=sum(each.count for each in tallies),
            by_state=by_value(tallies, "state", DemandeState),
            by_subject=by_value(tallies, "subject", Subject),
            by_month=by_month(tallies),
        )

"""Measure the revenue."""

from collections.abc import Iterable

import msgspec

from sorbo_core.catalogue.enrolment.ports import Inscriptions, Takings
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.money import Currency, Sum


class RevenueFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What the inscriptions come to that were confirmed in a period and were not given up since.

    Attributes:
        inscriptions: how many; a group counts as one.
        unpriced: how many of them have no price, because it was on request.
        total, by_month: by currency, those with a price; months without any are left out.
    """

    inscriptions: int
    unpriced: int
    total: tuple[Sum, ...]
    by_month: dict[str, tuple[Sum, ...]]


class MeasureRevenue:
    """Add up the prices of confirmed inscriptions, as they were when they were asked for."""

    def __init__(self, *, inscriptions: Inscriptions) -> None:
        self._inscriptions = inscriptions

    async def __call__(self, period: Period) -> RevenueFigures:
        takings = await self._inscriptions.takings(period)
        priced = [each for each in takings if each.currency is not None]
        return RevenueFigures(
            inscriptions=sum(each.inscriptions for each in takings),
            unpriced=sum(each.inscriptions for each in takings if each.currency is None),
            total=_by_currency(priced),
            by_month={
                month: _by_currency(each for each in priced if each.month == month)
                for month in sorted({each.month for each in priced})
            },
        )


def _by_currency(takings: Iterable[Takings]) -> tuple[Sum, ...]:
    sums = dict.fromkeys(Currency, 0)
    met = set()
    for each in takings:
        if each.currency is not None:
            sums[each.currency] += each.amount
            met.add(each.currency)
    return tuple(Sum(amount, currency) for currency, amount in sums.items() if currency in met)

"""Buckets: how many entities of a period have the same values, month by month."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from sorbo_core.shared.figures.period import Period


class Bucket(msgspec.Struct, frozen=True, kw_only=True):
    """How many entities of one month have these values.

    Attributes:
        month: `2027-01`, in UTC.
        values: by the name of the field (`state`).
    """

    month: str
    values: Mapping[str, str]
    count: int


class Buckets(Protocol):
    """Counts the entities of one kind."""

    @abstractmethod
    async def __call__(self, period: Period) -> tuple[Bucket, ...]:
        """Return a bucket for each month of the period and each combination of values that there is."""


def by_month(buckets: Iterable[Bucket]) -> dict[str, int]:
    """Return how many there are in each month that has some, in order."""
    return dict(sorted(_summed((each.month, each.count) for each in buckets).items()))


def by_value(buckets: Iterable[Bucket], name: str, values: Iterable[str]) -> dict[str, int]:
    """Return how many there are of each of these values of a field, also where there are none."""
    return dict.fromkeys(map(str, values), 0) | _summed((each.values[name], each.count) for each in buckets)


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, number in pairs:
        sums[key] = sums.get(key, 0) + number
    return sums

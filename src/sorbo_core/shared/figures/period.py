"""Periods: whole days, in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

import msgspec

from sorbo_core.shared.errors import Invalid, Violation


class PeriodRefused(Invalid):
    """The days are no period that may be asked for."""

    code = "period_refused"


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """From a first day to a last one, both included."""

    first: date
    last: date

    @classmethod
    def between(cls, first: date, last: date, *, most_days: int) -> Self:
        """Return the period from one day to another.

        Raises:
            PeriodRefused: it ends before it starts, or has more days than that.
        """
        if last < first:
            raise PeriodRefused(Violation("?to", "period_reversed", {"start": first.isoformat()}))
        if (last - first).days >= most_days:
            raise PeriodRefused(Violation("?from", "period_too_long", {"max": most_days}))
        return cls(first=first, last=last)

    @property
    def start(self) -> datetime:
        """The instant at which it begins."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def end(self) -> datetime:
        """The last instant that belongs to it, to the millisecond."""
        return datetime.combine(self.last, time(), UTC) + timedelta(days=1, milliseconds=-1)

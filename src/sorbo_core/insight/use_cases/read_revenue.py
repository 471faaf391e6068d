"""Read the revenue."""

from typing import ClassVar

from sorbo_core.insight.use_cases.figures import ReadsFigures
from sorbo_core.shared.actor import Permission


class ReadRevenue(ReadsFigures):
    """Tell what the inscriptions of a period come to, month by month.

    An inscription counts in the month, in UTC, in which its seats were confirmed, as long as it is
    `confirmee` or `presente`: one that is given up later counts no more. What counts is the price of
    the formation when the inscription was asked for, without the discount, for each participant;
    those whose price was on request are counted apart. Without `to` the period ends today, without
    `from` it begins with the month eleven months before. It has 1100 days at most.

    Raises:
        Unauthenticated, Forbidden: the actor may not read the revenue.
        PeriodRefused: it ends before it starts, or is too long.
    """

    permission: ClassVar = Permission.READ_REVENUE

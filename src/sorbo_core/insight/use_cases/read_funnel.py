"""Read how far candidatures get."""

from typing import ClassVar

from sorbo_core.insight.use_cases.figures import ReadsFigures
from sorbo_core.shared.actor import Permission


class ReadFunnel(ReadsFigures):
    """Tell how far the candidatures of a period got: how many ever were in each state, by month and emploi.

    A candidature counts in the month, in UTC, in which it was received, for the emploi that it is for.
    It counts once in each state that it ever was in, whatever became of it: all were `recue`. Without
    `to` the period ends today, without `from` it begins with the month eleven months before. It has
    1100 days at most.

    Raises:
        Unauthenticated, Forbidden: the actor may not read candidatures.
        PeriodRefused: it ends before it starts, or is too long.
    """

    permission: ClassVar = Permission.READ_CANDIDATURES

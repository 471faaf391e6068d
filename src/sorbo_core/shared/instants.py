"""Instants that people plan for."""

from datetime import UTC, datetime

from sorbo_core.shared.errors import Invalid, Violation


def future(instant: datetime, now: datetime, *, pointer: str) -> datetime:
    """Return an instant to come in UTC, to the millisecond.

    Raises:
        Invalid: it is not to come, or in no year of the calendar there; the violation is at `pointer`.
    """
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:  # before the year 1 or after 9999 in UTC
        raise Invalid(Violation(pointer, "out_of_range")) from None
    if instant <= now:
        raise Invalid(Violation(pointer, "not_in_the_future"))
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)

"""Values as MongoDB's Extended JSON spells them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plain(value: object) -> object:
    """Return a value without MongoDB's spellings in it: ids and instants as text, numbers as numbers.

    What cannot be made out is returned as it is. Instants become ISO 8601.
    """
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    if len(value) == 1:
        ((name, spelled),) = value.items()
        if name in _SPELLINGS:
            return _read(_SPELLINGS[name], spelled, value)
    return {name: plain(each) for name, each in value.items()}


def _read(reading: Callable[[Any], object], spelled: object, otherwise: object) -> object:
    try:
        return reading(spelled)
    except (LookupError, OverflowError, TypeError, ValueError):
        return otherwise


def _id(spelled: object) -> str:
    if not isinstance(spelled, str):
        raise TypeError
    return spelled


def _date(spelled: object) -> str:
    if isinstance(spelled, str):
        return spelled
    milliseconds = _int(spelled["$numberLong"]) if isinstance(spelled, Mapping) else _int(spelled)
    return (_EPOCH + timedelta(milliseconds=milliseconds)).isoformat()


def _int(spelled: Any) -> int:  # noqa: ANN401 — what it cannot read is an error
    return int(spelled)


def _number(spelled: str | float) -> int | float:
    number = float(spelled)
    # 150000.00 is an amount like 150000; NaN and infinities are no amounts, and stay texts.
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124 — NaN is what differs from itself
        raise ValueError
    return int(number) if number.is_integer() else number


_SPELLINGS: Mapping[str, Callable[[Any], object]] = {
    "$oid": _id,
    "$date": _date,
    "$numberInt": _int,
    "$numberLong": _int,
    "$numberDouble": _number,
    "$numberDecimal": _number,
}

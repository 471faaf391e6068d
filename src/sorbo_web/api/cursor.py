"""Cursors: where a page ended, opaque to callers."""

import base64
import binascii
from datetime import datetime

import msgspec

from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.query import ListQuery, Position, Scalar, ScalarType

# A title of 200 letters that fold to 18 each, which Unicode has, makes a cursor of 9 700 characters.
_MAX_CURSOR = 12_000
MAX_INTEGER = 2**53
"""The largest number that a cursor or a filter may hold: every JSON reader keeps it exactly."""


def encode_cursor(position: Position | None, sort_text: str) -> str | None:
    """Return the cursor of a position in a list of this order; None for the end of the list."""
    if position is None:
        return None
    packed = msgspec.msgpack.encode((sort_text, position))
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode_cursor(cursor: str, query: ListQuery, sort_text: str) -> Position:
    """Return the position that a cursor of this list stands for.

    A cursor is not secret and not trusted: whatever it holds, only values that the list sorts by
    come out.

    Raises:
        Malformed: it is not a cursor, or one of a list in another order.
    """
    try:
        if len(cursor) > _MAX_CURSOR:
            raise _invalid()
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        sort, values = msgspec.msgpack.decode(packed, type=tuple[str, list[object]])
    except (binascii.Error, ValueError, msgspec.DecodeError, RecursionError):
        raise _invalid() from None
    if sort != sort_text or len(values) != len(query.order):
        raise _invalid()
    return tuple(_checked(value, key.type) for value, key in zip(values, query.order, strict=True))


def _checked(value: object, type_: ScalarType) -> Scalar | None:
    if value is None:
        return None
    # Exactly this type: to Python a truth is a number, which no database shares.
    if type(value) is not type_ or not isinstance(value, str | int | datetime):
        raise _invalid()
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise _invalid()
    return value


def _invalid() -> Malformed:
    return Malformed(Violation("?after", "invalid_cursor"))

"""Cursors: where a page ended, opaque to callers."""

import base64
import binascii
from datetime import datetime

import msgspec

from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.query import ListQuery, Position

_MAX_CURSOR = 2000


def encode_cursor(position: Position | None, sort_text: str) -> str | None:
    """Return the cursor of a position in a list of this order; None for the end of the list."""
    if position is None:
        return None
    packed = msgspec.msgpack.encode((sort_text, position))
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode_cursor(cursor: str, query: ListQuery, sort_text: str) -> Position:
    """Return the position that a cursor of this list stands for.

    A cursor is not secret and not trusted: whatever it holds, only plain values come out.

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
    plain = tuple(value for value in values if value is None or isinstance(value, str | int | datetime))
    if sort != sort_text or len(plain) != len(values) or len(plain) != len(query.order):
        raise _invalid()
    if any(isinstance(value, datetime) and value.tzinfo is None for value in plain):
        raise _invalid()
    return plain


def _invalid() -> Malformed:
    return Malformed(Violation("?after", "invalid_cursor"))

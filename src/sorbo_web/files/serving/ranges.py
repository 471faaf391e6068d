"""Which bytes of a file are asked for (RFC 9110 section 14)."""

import re
from collections.abc import Mapping

from sorbo_web.errors.http import RangeNotSatisfiable

_SINGLE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def asked_range(headers: Mapping[str, str], *, size: int, tag: str) -> tuple[int, int] | None:
    """Return the first byte that is asked for and the one after the last; None for all of them.

    What is no single range of bytes is ignored, as is one of another representation (If-Range).

    Raises:
        RangeNotSatisfiable: the file ends before.
    """
    found = _SINGLE.fullmatch(headers.get("range", "").strip())
    if found is None or headers.get("if-range", tag) != tag:
        return None
    first, last = found.groups()
    if not first:
        return None if not last else _within(max(0, size - int(last)), size, size)
    if last and int(last) < int(first):
        return None
    return _within(int(first), int(last) + 1 if last else size, size)


def _within(start: int, end: int, size: int) -> tuple[int, int]:
    if start >= size:
        raise RangeNotSatisfiable(size=size)
    return start, min(end, size)

"""Which part of a file is asked for (RFC 9110 section 14)."""

import re

import msgspec

_ONE = re.compile(rb"bytes=(?:(?P<first>[0-9]{1,18})-(?P<last>[0-9]{1,18})?|-(?P<suffix>[0-9]{1,18}))\Z")


class Part(msgspec.Struct, frozen=True):
    """Bytes of a file: the first one, and how many."""

    first: int
    length: int


class Unsatisfiable(Exception):
    """The part that is asked for is behind the end."""


def part_of(field: bytes | None, size: int) -> Part | None:
    """Return the part that a Range asks for; None for the whole, also where it asks for several parts.

    Raises:
        Unsatisfiable: there is no such part.
    """
    asked = _ONE.match(field.strip()) if field is not None else None
    if asked is None:
        return None
    if asked["suffix"] is not None:
        length = min(int(asked["suffix"]), size)
        first, last = size - length, size - 1
    else:
        first = int(asked["first"])
        last = min(int(asked["last"]), size - 1) if asked["last"] else size - 1
        if asked["last"] and int(asked["last"]) < first:
            return None
    if first >= size or first > last:
        raise Unsatisfiable
    return Part(first, last - first + 1)

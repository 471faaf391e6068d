"""What differs between two states of something, in terms of JSON."""

from collections.abc import Iterator

import msgspec


class Difference(msgspec.Struct, frozen=True):
    """One member that differs.

    Attributes:
        pointer: JSON Pointer (RFC 6901) to it.
        before, after: what it holds, None where it is not there. Arrays are told whole.
    """

    pointer: str
    before: object
    after: object


def differences(before: object, after: object, pointer: str = "") -> Iterator[Difference]:
    """Yield what differs between two JSON values, in the order of their members."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            step = str(name).replace("~", "~0").replace("/", "~1")
            yield from differences(before.get(name), after.get(name), f"{pointer}/{step}")
    elif (type(before), before) != (type(after), after):
        yield Difference(pointer, before, after)

"""Query strings: taken apart once, strictly."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NoReturn
from urllib.parse import parse_qsl

from sorbo_core.shared.errors import Malformed, Violation

_MAX_PARAMETERS = 30
MAX_VALUE = 200
_MAX_LISTED = 2000
_LONG = {"fields": _MAX_LISTED}


@lru_cache(maxsize=64)
def parameters(query_string: bytes) -> Mapping[str, str]:
    """Return the parameters of a query string by name. How long a cursor may be, its reader knows.

    Several ask of one request: what was taken apart lately is kept.

    Raises:
        Malformed: it is not percent-encoded UTF-8, or a parameter is repeated or too long.
    """
    if not query_string:
        return MappingProxyType({})
    try:
        text = query_string.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS)
    except ValueError:  # its UnicodeDecodeError included
        raise Malformed(Violation("?", "invalid_query_string")) from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            refuse(name, "repeated_parameter")
        longest = _LONG.get(name, MAX_VALUE)
        if len(value) > longest and name != "after":
            refuse(name, "too_long", max=longest)
        if "\x00" in value:
            refuse(name, "nul_character")
        given[name] = value
    return MappingProxyType(given)


def refuse(name: str, code: str, **params: str | int) -> NoReturn:
    """Refuse a query parameter.

    Raises:
        Malformed: always, with one violation, at `?name`.
    """
    raise Malformed(Violation(f"?{name[:60]}", code, params)) from None

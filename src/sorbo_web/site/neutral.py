"""What the existing pages are sent, made harmless for what they do with it.

They put texts into `innerHTML`, and into single-quoted arguments of inline handlers inside double-quoted
attributes. A browser takes such a text apart twice: as HTML, then as JavaScript.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote


class Prose(str):
    """A text of several lines; any other text is one line."""

    __slots__ = ()


class Address(str):
    """A URL of http or https, or a path of the site."""

    __slots__ = ()


class Name(str):
    """An id, which pages also put into handlers unquoted."""

    __slots__ = ()


# Entities would be resolved before the script is read: what ends or continues a string of JavaScript
# is another character in its stead.
_APOSTROPHE, _BACKSLASH = "\u2019", "\u2216"
_CHARACTERS = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": _APOSTROPHE,
        "`": _APOSTROPHE,
        "\\": _BACKSLASH,
    }
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROLS_OF_PROSE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_OF_NAMES = re.compile(r"[^A-Za-z0-9_-]")
_ELSEWHERE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#]|\Z)")
_HERE = re.compile(r"/(?![/\\])")
# No apostrophe, and no semicolon: a reference such as `&sol;` would be resolved in an attribute.
_OF_ADDRESSES = "%/:?#[]@!$&()*+,=~"
_REFERENCE = re.compile(r"&(?=#)")


def neutral(value: Any) -> Any:  # noqa: ANN401 — any JSON
    """Return a value, and all that is in it, so that pages can do nothing but show it.

    Texts keep their letters; `< > & "` are entities, as pages expect, apostrophes are typographic ones.
    An address that is none of `http:`, `https:` or of the site is empty. Days and instants are ISO 8601.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {name: neutral(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [neutral(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    # What nobody has thought of is not let through.
    raise TypeError(type(value))


def _text(text: str) -> str:
    match text:
        case Address():
            return _address(text)
        case Name():
            return _NOT_OF_NAMES.sub("", text)
        case Prose():
            return _CONTROLS_OF_PROSE.sub(" ", text.replace("\r\n", "\n")).translate(_CHARACTERS)
    return _CONTROLS.sub(" ", text).translate(_CHARACTERS)


def _address(text: str) -> str:
    if not (_HERE.match(text) or _ELSEWHERE.match(text)):
        return ""
    return quote(_REFERENCE.sub("%26", text), safe=_OF_ADDRESSES, errors="replace")

"""What the error table says about one code, and how its sentences take in parameters."""

import re
from collections.abc import Mapping

import msgspec

from sorbo_core.shared.errors import Param
from sorbo_core.shared.outgoing.mail import Language

_OPTIONAL = re.compile(r"\[([^\]]*)\]")


class Entry(msgspec.Struct, frozen=True):
    """One row of the error table.

    A detail says what to do next. It names parameters as `{name}`; a part in square brackets is
    left out where one of its parameters is not known.

    Attributes:
        status: the HTTP status.
        fr, en: title and detail.
    """

    status: int
    fr: tuple[str, str]
    en: tuple[str, str]

    def words(self, language: Language) -> tuple[str, str]:
        """Return title and detail in a language."""
        return self.en if language is Language.EN else self.fr


def fill_in(sentence: str, params: Mapping[str, Param]) -> str:
    """Return the sentence with its parameters; a missing one that is not in brackets leaves an ellipsis."""
    parts = _OPTIONAL.split(sentence)
    known = _Lenient(params)
    return "".join(
        _optional(part, params) if index % 2 else part.format_map(known) for index, part in enumerate(parts)
    )


def _optional(part: str, params: Mapping[str, Param]) -> str:
    try:
        return part.format_map(params)
    except KeyError:
        return ""


class _Lenient(dict[str, Param]):
    def __missing__(self, name: str) -> str:
        return "…"

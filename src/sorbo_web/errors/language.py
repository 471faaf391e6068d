"""Which language a caller reads (Accept-Language, RFC 9110 section 12.5.4)."""

import re
from collections.abc import Iterable, Iterator

from sorbo_core.shared.outgoing.mail import Language

_RANGE = re.compile(
    r"\s*(?P<tag>[A-Za-z]{1,8}|\*)(-[A-Za-z0-9-]*)?\s*"
    r"(;\s*[qQ]=(?P<q>0(\.[0-9]{0,3})?|1(\.0{0,3})?)\s*)?\Z"
)
_DEFAULT = next(iter(Language))


def language_of(headers: Iterable[tuple[bytes, bytes]]) -> Language:
    """Return the language that the caller prefers of those we have, French where none is named.

    Of two that are equally welcome the one that is named first is taken; regions are ignored.
    """
    wanted: dict[str, float] = {}
    for name, value in headers:
        if name == b"accept-language":
            for tag, quality in _ranges(value.decode("latin-1")):
                wanted[tag] = max(quality, wanted.get(tag, 0.0))
    return _best(wanted)


def _best(wanted: dict[str, float]) -> Language:
    others = wanted.get("*", 0.0)
    named = [Language(tag) for tag in wanted if tag in Language.__members__.values()]
    ranked = [*named, *(language for language in Language if language not in named)]
    best = max(ranked, key=lambda language: wanted.get(language, others))
    return best if wanted.get(best, others) > 0 else _DEFAULT


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        found = _RANGE.match(part)
        if found is not None:
            yield found["tag"].lower(), float(found["q"] or 1)

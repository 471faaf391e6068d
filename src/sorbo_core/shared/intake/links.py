"""Links and pictures of records."""

import re

import msgspec

from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.media.link import Link, Picture
from sorbo_core.shared.text import one_line

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MOST_ALT = 200


def parse_link(said: object) -> str | None:
    """Return where a link of the existing site leads: a URL, or a path from its root.

    Its pages are at the root, so that `images/a b.jpg` is `/images/a b.jpg`. None for what is no
    link: another scheme than http and https, another host without one, a mere `#`.
    """
    if not isinstance(said, str):
        return None
    text = said.strip().removeprefix("./")
    relative = text and text[0] not in "/#?." and not _SCHEME.match(text)
    try:
        return msgspec.convert(f"/{text}" if relative else text, Link)
    except msgspec.ValidationError:
        return None


def link(reader: Reader, *names: str) -> str | None:
    """Return the link; one that is none stays aside, with a note."""
    said = reader.value(*names)
    found = parse_link(said)
    if found is not None:
        reader.use(names[0])
    elif said is not None:
        reader.note(names[0], "not_a_link")
    return found


def picture(reader: Reader, *names: str, alt: str = "imageAlt") -> Picture | None:
    """Return the picture; what is no link stays aside with its text, with a note."""
    found = link(reader, *names)
    if found is None:
        return None
    text = reader.line(alt)
    return Picture(src=found, alt=text[:_MOST_ALT] if text else None)


def pictures(reader: Reader, *names: str) -> tuple[Picture, ...]:
    """Return the pictures of a list; one with anything else in it stays aside as well, with a note."""
    said = reader.value(*names)
    given = said if isinstance(said, list) else [] if said is None else [said]
    found = [each for each in map(_pictured, given) if each is not None]
    if found and len(found) == len(given):
        reader.use(names[0])
    elif given:
        reader.note(names[0], "not_a_link")
    return tuple(found)


def _pictured(said: object) -> Picture | None:
    alt = None
    if isinstance(said, dict):
        alt, said = said.get("alt"), said.get("src") or said.get("url")
    found = parse_link(said)
    if found is None:
        return None
    text = one_line(alt)[:_MOST_ALT] if isinstance(alt, str) else ""
    return Picture(src=found, alt=text or None)

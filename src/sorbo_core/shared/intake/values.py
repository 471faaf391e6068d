"""Choices, yes and no, days and instants of records, and whether the existing site shows them."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeGuard, TypeVar

from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.text import MAX_SLUG, slugify

C = TypeVar("C", bound=StrEnum)

# Python reads weeks and days of the year as well, which would make years of mere figures.
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

STATES: Mapping[str, Status] = {
    "publie": Status.PUBLIE,
    "published": Status.PUBLIE,
    "actif": Status.PUBLIE,
    "active": Status.PUBLIE,
    "brouillon": Status.BROUILLON,
    "draft": Status.BROUILLON,
    "archive": Status.ARCHIVE,
    "archived": Status.ARCHIVE,
}
"""The states of the existing data, as slugs."""

# The accent of `publié` is one character with its letter, or one after it.
_FLAGS = ("active", "actif", "publi\u00e9", "publie\u0301", "publie", "published")


def member(type_: type[C], said: object) -> C | None:
    """Return the choice that a text names, whatever its case, accents and hyphens."""
    if not isinstance(said, str):
        return None
    wanted = slugify(said)
    return next((each for each in type_ if slugify(each.value) == wanted), None)


def choice(reader: Reader, type_: type[C], *names: str) -> C | None:
    """Return the choice that the record names; another text stays aside."""
    found = member(type_, reader.value(*names))
    if found is not None:
        reader.use(names[0])
    return found


def flag(reader: Reader, *names: str) -> bool | None:
    """Return what the record says if it says true or false."""
    said = reader.value(*names)
    if not isinstance(said, bool):
        return None
    reader.use(names[0])
    return said


def instant(reader: Reader, *names: str) -> datetime | None:
    """Return an instant in UTC, to the millisecond; a day is its first instant."""
    found = parse_instant(reader.value(*names))
    if found is not None:
        reader.use(names[0])
    return found


def day(reader: Reader, *names: str) -> date | None:
    """Return a day, that of an instant in UTC."""
    found = instant(reader, *names)
    return found.date() if found is not None else None


def parse_instant(said: object) -> datetime | None:
    """Return the instant that a text names in ISO 8601, None where it names none."""
    if not isinstance(said, str) or _INSTANT.fullmatch(said.strip()) is None:
        return None
    try:
        found = datetime.fromisoformat(said.strip().replace(",", "."))
        there = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):  # 30 February, or the year 0 in UTC
        return None
    return there.replace(microsecond=there.microsecond // 1000 * 1000)


def status_in(reader: Reader, states: Mapping[str, Status] = STATES) -> Status:
    """Return how visible the record is on the existing site: shown, unless it says otherwise.

    What it says in other words is no reason to show it, and stays aside.
    """
    said = reader.value("statut", "status")
    status = states.get(slugify(said)) if isinstance(said, str) else None
    if status is not None:
        reader.use("statut")
    shown = reader.value(*_FLAGS)
    if isinstance(shown, bool):
        reader.use(_FLAGS[0])
    hidden = (said is not None and status is None) or (shown is not None and shown is not True)
    if hidden and status is not Status.ARCHIVE:
        return Status.BROUILLON
    return status or Status.PUBLIE


def shown_since(reader: Reader, status: Status) -> datetime | None:
    """Return when the record was published; of one that is not shown the date stays aside."""
    if status is Status.BROUILLON:
        return None
    return instant(reader, "datePublication", "publishedAt", "date")


def written_at(reader: Reader) -> datetime | None:
    """Return when the record was written down."""
    return instant(reader, "createdAt", "dateAjout")


def slug_in(reader: Reader) -> str | None:
    """Return the record's own slug; what is none stays aside."""
    said = reader.value("slug")
    if not is_slug(said):
        return None
    reader.use("slug")
    return said


def is_slug(said: object) -> TypeGuard[str]:
    """Tell whether this can be the slug of an entry."""
    return isinstance(said, str) and len(said) <= MAX_SLUG and _SLUG.fullmatch(said) is not None

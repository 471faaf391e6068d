"""From what the existing site says of a logiciel on its page to the content of the logiciel."""

import re

import msgspec

from sorbo_core.shared.intake.links import parse_link
from sorbo_core.shared.intake.markup import plain_text
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed, digest_of, held, json_text, opened
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.text import one_line
from sorbo_core.shared.validation import check

_VERSION = re.compile(r"-v\d+(-\d+)*$")


class LogicielPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a logiciel says.

    Attributes:
        slug: by which name the page knows the logiciel.
        content: its sections, as plain text; None where there are none.
        download: where the page offers it.
        source: where it comes from; `aside` is all of it, as it was.
        aside: the names of its keys that have no field.
    """

    slug: str
    content: str | None
    download: str | None
    source: Source
    aside: tuple[str, ...]


def parse_page(record: object) -> LogicielPage:
    """Read one page of the existing site's software; `slug` is its key there.

    Sections become their titles and texts, one after another, without HTML.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/slug`).
    """
    reader = opened(record)
    slug = held(reader, lambda: _slug(reader), {})
    download = parse_link(reader.value("downloadFile"))
    if download is not None:
        reader.use("downloadFile")
    content = _content(reader)
    aside = {name: value for name, value in reader.record.items() if name != "slug"}
    source = Source(key=slug, digest=digest_of(reader.record), aside=json_text(aside))
    return LogicielPage(
        slug=slug,
        content=content,
        download=download,
        source=held(reader, lambda: check(source), {"key": "slug"}),
        aside=tuple(reader.aside),
    )


def without_version(slug: str) -> str:
    """Return the slug of a logiciel, whichever version of it is meant (`oh-route-v1-2`: `oh-route`)."""
    return _VERSION.sub("", slug)


def _slug(reader: Reader) -> str:
    needed = Needed(reader)
    slug = needed.line("slug")
    needed.check()
    return slug


def _content(reader: Reader) -> str | None:
    """Return the text of the sections; what is no section says nothing here, and `sections` stays aside."""
    said = reader.value("sections")
    sections = [_section(each) for each in said] if isinstance(said, list) else []
    return "\n\n".join(each for each in sections if each) or None


def _section(said: object) -> str:
    if not isinstance(said, dict):
        return ""
    title, content = said.get("title"), said.get("content")
    heading = one_line(title) if isinstance(title, str) else ""
    text = plain_text(content) if isinstance(content, str) else ""
    return f"{heading}\n\n{text}".strip()

"""Record: what the search index keeps of one entry."""

from datetime import datetime
from typing import Self

import msgspec

from sorbo_core.shared.finding.words import composed, terms_of
from sorbo_core.shared.publication.entry import Entry
from sorbo_core.shared.publication.publishable import Status

LONGEST_TEXT = 5000
MOST_TERMS = 3000
GONE = 2**53
"""The version of what has been deleted: nothing is newer."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of an entry; those of the title are among its keywords, and these among all."""

    title: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    all: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as it is found and shown. One that visitors do not see is found by nothing.

    Attributes:
        id: `<kind>:<id of the entry>`.
        version: of the entry.
        shown_at: when it was first shown; None while it is not.
        text: how its text begins.
    """

    id: str
    kind: str
    version: int
    shown_at: datetime | None = None
    slug: str = ""
    title: str = ""
    text: str = ""
    terms: Terms = Terms()

    @property
    def entity_id(self) -> str:
        """The entry's own id."""
        return self.id.partition(":")[2]

    @classmethod
    def of(cls, kind: str, entry: Entry) -> Self:
        """Return what is kept of an entry as it stands."""
        if entry.status is not Status.PUBLIE:
            return cls(id=record_id(kind, entry.id), kind=kind, version=entry.version)
        findable = entry.details.findable()
        keywords = terms_of(findable.title, *findable.keywords)
        return cls(
            id=record_id(kind, entry.id),
            kind=kind,
            version=entry.version,
            shown_at=entry.published_at,
            slug=entry.slug,
            title=composed(findable.title),
            text=composed(findable.text)[:LONGEST_TEXT],
            terms=Terms(
                title=terms_of(findable.title),
                keywords=keywords,
                all=tuple(dict.fromkeys((*keywords, *terms_of(findable.text))))[:MOST_TERMS],
            ),
        )

    @classmethod
    def gone(cls, kind: str, id: str) -> Self:
        """Return what is kept of an entry that has been deleted, for ever."""
        return cls(id=record_id(kind, id), kind=kind, version=GONE)


def record_id(kind: str, id: str) -> str:
    """Return the id of an entry's record."""
    return f"{kind}:{id}"

"""What a record of existing data says of an entry."""

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from sorbo_core.shared.errors import Violation
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import id_in, source_of
from sorbo_core.shared.intake.taken import Taken
from sorbo_core.shared.intake.values import shown_since, slug_in, written_at
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.text import slugify

D = TypeVar("D", bound=Details)


class Said(msgspec.Struct, Generic[D], frozen=True, kw_only=True):
    """What a record of existing data says of an entry.

    Attributes:
        status: whether the existing site shows it.
        slug: under which name in URLs, if it says so.
        created_at: when it was written down, UTC to the millisecond, if it says so.
        published_at: when it was first shown, likewise.
        aside: the names of its keys that are kept aside.
        notes: what was not taken over, as `Taken` has it.
    """

    details: D
    source: Source
    status: Status = Status.PUBLIE
    slug: str | None = None
    created_at: datetime | None = None
    published_at: datetime | None = None
    aside: tuple[str, ...] = ()
    notes: tuple[Violation, ...] = ()

    def taken(self, outcome: Outcome) -> Taken:
        """Return what became of the record."""
        return Taken(outcome=outcome, aside=self.aside, notes=self.notes)


def said_in(reader: Reader, details: D, status: Status) -> Said[D]:
    """Return what a record says, once its details and its status are read.

    It is known by its id, its slug, or the slug of its title: the first that there is.

    Raises:
        Invalid: what would be kept aside, or its id, is too long.
    """
    slug = slug_in(reader)
    created_at, published_at = written_at(reader), shown_since(reader, status)
    source = source_of(reader, id_in(reader) or slug or slugify(details.title))
    return Said(
        details=details,
        source=source,
        status=status,
        slug=slug,
        created_at=created_at,
        published_at=published_at,
        aside=tuple(reader.aside),
        notes=reader.notes,
    )

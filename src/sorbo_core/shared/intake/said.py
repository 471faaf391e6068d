"""What a record of existing data says of an entry."""

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from sorbo_core.shared.errors import Violation
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.taken import Taken
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.source import Source

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

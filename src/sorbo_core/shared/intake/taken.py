"""Importers: what takes records of existing data over, one at a time."""

from abc import abstractmethod
from typing import Protocol

import msgspec

from sorbo_core.shared.errors import Violation
from sorbo_core.shared.intake.outcome import Outcome


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a record that can be used.

    Attributes:
        outcome: what was written, or would be by other than a dry run.
        aside: the names of its keys that have no field here, and are kept as they are.
        notes: what was not taken over although the rest was, at the record's own keys.
    """

    outcome: Outcome
    aside: tuple[str, ...] = ()
    notes: tuple[Violation, ...] = ()


class Importer(Protocol):
    """Takes records of one kind over.

    A record is what JSON can say; what MongoDB has beside that is spelled as its Extended JSON does
    (`{"$oid": …}`, `{"$date": …}`).
    """

    @abstractmethod
    async def __call__(self, *, record: object, dry_run: bool = False) -> Taken:
        """Take a record over; the same one again changes nothing.

        Args:
            record: as the source has it.
            dry_run: tell what would become of it, and write nothing.

        Raises:
            Invalid: it cannot be used; each violation points at the record's own key (`/prix`).
        """

    @abstractmethod
    def key_of(self, record: object) -> str:
        """Return by what the record is known in its source, which no other of its kind is.

        Raises:
            Invalid: it cannot be used.
        """

"""Takes records over, one after another, and keeps what became of them."""

from collections import Counter

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.taken import Importer, Taken
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.cli.intake.report import Line, Report
from sorbo_web.errors.catalogue import sentence_for

_TITLE_WIDTH = 60
_TITLES = ("title", "titre", "nom", "poste", "name", "username", "slug")


class Refusal(msgspec.Struct, frozen=True):
    """A record that was not taken over: its number or id, its title if it has one, and why."""

    record: int | str
    title: str
    reason: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the records of one kind."""

    created: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]

    @property
    def exit_code(self) -> int:
        """0 when nothing was refused, else 1."""
        return 1 if self.refused else 0


class Desk:
    """Takes the records of one kind over; one that cannot be used is told, and the others go in.

    Args:
        kind: of what they are, for the report.
        importer: takes one over.
        report: gets a line for each.
        dry_run: write nothing.
    """

    def __init__(self, kind: str, importer: Importer, *, report: Report, dry_run: bool = False) -> None:
        self._kind = kind
        self._importer = importer
        self._report = report
        self._dry_run = dry_run
        self._outcomes: Counter[Outcome] = Counter()
        self._refused: list[Refusal] = []
        self._first_at: dict[str, int | str] = {}

    async def take(self, record: object, place: int | str) -> Invalid | None:
        """Take a record over; return why not where it cannot be used.

        Args:
            record: as the source has it.
            place: its number or its id there; one with the key of another one is refused.

        Raises:
            Unavailable: the database cannot be reached; a second run completes the first.
        """
        try:
            self._check_first(record, place)
            taken = await self._importer(record=record, dry_run=self._dry_run)
        except Invalid as error:
            self.refuse(record, place, error)
            return error
        self._outcomes[taken.outcome] += 1
        self._report.add(self._line(record, place, taken))
        return None

    @property
    def summary(self) -> Summary:
        """What became of them so far."""
        return Summary(
            created=self._outcomes[Outcome.CREATED],
            updated=self._outcomes[Outcome.UPDATED],
            unchanged=self._outcomes[Outcome.UNCHANGED],
            refused=tuple(self._refused),
        )

    def _check_first(self, record: object, place: int | str) -> None:
        first = self._first_at.setdefault(self._importer.key_of(record), place)
        if first != place:
            raise Invalid(Violation("", "repeated_record", {"first": first}))

    def refuse(self, record: object, place: int | str, error: Invalid) -> None:
        """Tell why a record cannot be used that was not even read."""
        reasons = tuple(map(describe, error.violations))
        title = title_of(record)
        self._refused.append(Refusal(place, title, "; ".join(reasons)))
        self._report.add(Line(kind=self._kind, record=place, title=title, outcome="refused", reasons=reasons))

    def _line(self, record: object, place: int | str, taken: Taken) -> Line:
        return Line(
            kind=self._kind,
            record=place,
            title=title_of(record),
            outcome=taken.outcome,
            aside=taken.aside,
            notes=tuple(map(describe, taken.notes)),
        )


def describe(violation: Violation) -> str:
    """Return what is wrong with a record in one line: where, in words, and the code of the rule."""
    sentence = sentence_for(violation, Language.EN)
    return f"{violation.pointer or 'record'}: {sentence} ({violation.code})"


def title_of(record: object) -> str:
    """Return by what people know a record, short and printable; empty where it says nothing."""
    said = (record.get(name) for name in _TITLES) if isinstance(record, dict) else ()
    title = next((each for each in said if each), "")
    printable = "".join(c if c.isprintable() else " " for c in str(title))
    return printable.strip()[:_TITLE_WIDTH]


def show(summary: Summary, console: Console, *, title: str) -> None:
    """Print what became of the records of one kind."""
    totals = Table("created", "updated", "unchanged", "refused", title=title)
    figures = (summary.created, summary.updated, summary.unchanged, len(summary.refused))
    totals.add_row(*map(str, figures))
    console.print(totals)
    if summary.refused:
        reasons = Table("record", "title", "reason", title="Refused")
        for refusal in summary.refused:
            reasons.add_row(Text(str(refusal.record)), Text(refusal.title), Text(refusal.reason))
        console.print(reasons)

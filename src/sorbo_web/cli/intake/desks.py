"""The desks of several kinds of records, and what became of all of them."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sorbo_core.shared.errors import Invalid
from sorbo_web.cli.intake.collections import importer_from
from sorbo_web.cli.intake.desk import Desk
from sorbo_web.cli.intake.report import Line, Report
from sorbo_web.wiring.container import Container

_SHOWN = 20


class Noted(Report):
    """Passes lines on, and counts those of each kind that were not taken over whole."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.notes: Counter[str] = Counter()

    def add(self, line: Line) -> None:
        """Count a line, and pass it on."""
        self.notes[line.kind] += bool(line.notes)
        self._report.add(line)


class Desks:
    """A desk for each collection that something is taken over from.

    Args:
        container: has the importers.
        report: gets a line for each record.
        dry_run: write nothing.
    """

    def __init__(self, container: Container, *, report: Report, dry_run: bool) -> None:
        self._container = container
        self._report = Noted(report)
        self._dry_run = dry_run
        self._desks: dict[str, Desk] = {}

    async def take(
        self, collection: str, record: object, place: int | str, *, refusal: Invalid | None = None
    ) -> Invalid | None:
        """Take a record of a collection over; return why not where it cannot be used.

        Args:
            collection: where it comes from.
            record: as it is there.
            place: its number or its id there.
            refusal: why it is known beforehand that it cannot be used.

        Raises:
            Unavailable: the database cannot be reached; a second run completes the first.
        """
        desk = self.of(collection)
        if refusal is None:
            return await desk.take(record, place)
        desk.refuse(record, place, refusal)
        return refusal

    def of(self, collection: str) -> Desk:
        """Return the desk of a collection, which is shown from now on."""
        if collection not in self._desks:
            importer = importer_from(collection, self._container)
            self._desks[collection] = Desk(collection, importer, report=self._report, dry_run=self._dry_run)
        return self._desks[collection]

    @property
    def refused(self) -> int:
        """How many records could not be used so far."""
        return sum(len(desk.summary.refused) for desk in self._desks.values())

    def show(self, console: Console) -> None:
        """Print what became of them: figures, and the first reasons."""
        figures = Table("", "created", "updated", "unchanged", "refused", "with notes", title=self._title)
        reasons = Table("collection", "record", "reason", title=f"Refused, the first {_SHOWN} of each")
        for name, desk in self._desks.items():
            summary = desk.summary
            counts = (summary.created, summary.updated, summary.unchanged, len(summary.refused))
            figures.add_row(name, *map(str, counts), str(self._report.notes[name]))
            for refusal in summary.refused[:_SHOWN]:
                reasons.add_row(name, Text(str(refusal.record)), Text(refusal.reason))
        console.print(figures)
        if self.refused:
            console.print(reasons)

    @property
    def _title(self) -> str:
        return "Dry run: nothing is written" if self._dry_run else "Taken over"

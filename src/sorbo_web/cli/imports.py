"""`sorbo import formations FILE`: takes the company's own catalogue over."""

import asyncio
from collections import Counter
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from sorbo_core.catalogue.intake.source_record import parse_record
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation, Outcome
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.cli.records import read_records
from sorbo_web.errors.catalogue import sentence_for

_TITLE_WIDTH = 60


class Refusal(msgspec.Struct, frozen=True):
    """A record that was not taken over: its number in the file, from 1, its title if it has one, and why."""

    number: int
    title: str
    reason: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the records of a file."""

    created: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]

    @property
    def exit_code(self) -> int:
        """0 when nothing was refused, else 1."""
        return 1 if self.refused else 0


async def import_formations(file: Path, importer: ImportFormation, console: Console) -> Summary:
    """Take every record of the file over, one after another, and print what became of them.

    A record that cannot be used is named with the reason; the others go in. A second record of
    the same formation in one file is refused.

    Raises:
        UnreadableFile: the file is not a list of records; nothing was taken over.
        Unavailable: the database cannot be reached; a second run completes the first.
    """
    records = await asyncio.to_thread(read_records, file)
    outcomes: Counter[Outcome] = Counter()
    refused: list[Refusal] = []
    first_at: dict[str, int] = {}
    with _progress(console) as progress:
        task = progress.add_task(file.name, total=len(records))
        for number, record in enumerate(records, start=1):
            try:
                _check_first(record, number, first_at)
                outcomes[await importer(record=record)] += 1
            except Invalid as error:
                refused.append(Refusal(number, _title(record), _reason(error)))
            progress.advance(task)
    summary = Summary(
        created=outcomes[Outcome.CREATED],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        refused=tuple(refused),
    )
    _show(summary, console)
    return summary


def describe(violation: Violation) -> str:
    """Return what is wrong with a record in one line: where, in words, and the code of the rule."""
    sentence = sentence_for(violation, Language.EN)
    return f"{violation.pointer or 'record'}: {sentence} ({violation.code})"


def _check_first(record: object, number: int, first_at: dict[str, int]) -> None:
    first = first_at.setdefault(parse_record(record).source.key, number)
    if first != number:
        raise Invalid(Violation("", "repeated_record", {"first": first}))


def _reason(error: Invalid) -> str:
    return "; ".join(describe(violation) for violation in error.violations)


def _title(record: object) -> str:
    title = record.get("title") or record.get("titre") if isinstance(record, dict) else None
    printable = "".join(c if c.isprintable() else " " for c in str(title or ""))
    return printable.strip()[:_TITLE_WIDTH]


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), console=console
    )


def _show(summary: Summary, console: Console) -> None:
    totals = Table("created", "updated", "unchanged", "refused", title="Formations")
    figures = (summary.created, summary.updated, summary.unchanged, len(summary.refused))
    totals.add_row(*map(str, figures))
    console.print(totals)
    if summary.refused:
        reasons = Table("record", "title", "reason", title="Refused")
        for refusal in summary.refused:
            reasons.add_row(str(refusal.number), Text(refusal.title), Text(refusal.reason))
        console.print(reasons)

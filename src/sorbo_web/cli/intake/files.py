"""`sorbo import KIND FILE`: takes a file of the existing site over."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_core.shared.intake.taken import Importer
from sorbo_web.cli.intake.desk import Desk, Summary, show
from sorbo_web.cli.intake.kinds import Kind, importer_of
from sorbo_web.cli.intake.records import UnreadableFile, read_records
from sorbo_web.cli.intake.report import Report, open_report
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_UNUSABLE = 2


def run_import(
    settings: Settings,
    kind: Kind,
    file: Path,
    console: Console,
    *,
    dry_run: bool = False,
    report: Path | None = None,
) -> int:
    """Take a file over; return the exit code: 1 if a record was refused, 2 if the file cannot be used."""

    async def work(container: Container) -> int:
        if settings.storage == "mongo" and not dry_run:
            await ensure_indexes(container.ports.database())
        try:
            with open_report(report) as lines:
                importer = importer_of(kind, container)
                summary = await import_file(
                    file, kind, importer, console=console, dry_run=dry_run, report=lines
                )
        except (UnreadableFile, OSError) as error:
            print_error(str(error))
            return _UNUSABLE
        return summary.exit_code

    return run_work(settings, work)


async def import_file(
    file: Path, kind: Kind, importer: Importer, *, console: Console, report: Report, dry_run: bool = False
) -> Summary:
    """Take every record of the file over, one after another, and print what became of them.

    A record that cannot be used is named with the reason; the others go in. A second record with the
    key of another one in the file is refused.

    Raises:
        UnreadableFile: the file is not a list of records; nothing was taken over.
        Unavailable: the database cannot be reached; a second run completes the first.
    """
    records = await asyncio.to_thread(read_records, file, kind)
    desk = Desk(kind, importer, report=report, dry_run=dry_run)
    with _progress(console) as progress:
        task = progress.add_task(file.name, total=len(records))
        for number, record in enumerate(records, start=1):
            await desk.take(record, number)
            progress.advance(task)
    show(desk.summary, console, title=f"{kind.capitalize()}{' (dry run)' if dry_run else ''}")
    return desk.summary


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), console=console
    )

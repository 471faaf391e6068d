"""`sorbo import repaired FILE`: takes over what could not be, once it was mended."""

from pathlib import Path

from rich.console import Console

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_web.cli.intake.broken import Broken, read_broken
from sorbo_web.cli.intake.collections import COLLECTIONS
from sorbo_web.cli.intake.desks import Desks
from sorbo_web.cli.intake.report import open_report
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_UNUSABLE = 2
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def run_import_repaired(
    settings: Settings, file: Path, console: Console, *, dry_run: bool = False, report: Path | None = None
) -> int:
    """Take a file of broken documents over; return the exit code: 1 if one still is, 2 if it is no such file.

    The file stays as it is: what was taken over before is unchanged the next time.
    """

    async def work(container: Container) -> int:
        try:
            if settings.storage == "mongo" and not dry_run:
                await ensure_indexes(container.ports.database())
            with open_report(report) as lines:
                desks = Desks(container, report=lines, dry_run=dry_run)
                unread = await _take_all(file, desks)
                desks.show(console)
        except OSError as error:
            print_error(str(error))
            return _UNUSABLE
        return 1 if unread or desks.refused else 0

    return run_work(settings, work)


async def _take_all(file: Path, desks: Desks) -> int:
    """Take the lines of a file over; return how many are none."""
    unread = 0
    for number, broken in read_broken(file):
        if broken is None or broken.collection not in COLLECTIONS:
            print_error(f"{file}, line {number}: not a document with one of the known collections.")
            unread += 1
        else:
            await desks.take(broken.collection, broken.document, number, refusal=_still_broken(broken))
    return unread


def _still_broken(broken: Broken) -> Invalid | None:
    """Return what is wrong with a document that could not be read and is as it was."""
    if broken.fault == "unreadable" and broken.document.keys() == {"bytes"}:
        return Invalid(Violation("", "unreadable"))
    if broken.fault == "not_utf8" and _says(broken.document, _UNKNOWN):
        return Invalid(Violation("", "not_utf8"))
    return None


def _says(value: object, text: str) -> bool:
    """Tell whether a value has a text anywhere in it, names included."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str) and text in each:
            return True
    return False

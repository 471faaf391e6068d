"""`sorbo import …`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console

from sorbo_web.cli.environment import settings_or_exit

_CUT_OFF = 130

app = App(name="import", help="Take existing data over.")


@app.default
def import_file(
    kind: Annotated[str, Parameter(name="KIND")],
    file: Annotated[Path, Parameter(name="FILE")],
    /,
    *,
    dry_run: bool = False,
    report: Path | None = None,
) -> None:
    """Take a JSON file of the existing site over.

    The same file again changes nothing. Exits with 1 if a record was refused.

    Args:
        kind: what its records are: formations, logiciels, logiciel-details, actualites, publications,
            projets or emplois.
        file: an array of records; of logiciel-details, an object of them by slug.
        dry_run: tell what would become of each record, and write nothing.
        report: a file that gets one line of JSON for each record.
    """
    from sorbo_web.cli.intake.files import run_import  # noqa: PLC0415 — the commands import when they run
    from sorbo_web.cli.intake.kinds import Kind  # noqa: PLC0415 — idem

    if kind not in set(Kind):
        sys.exit(f"There is no kind {kind}: {', '.join(Kind)}.")
    settings = settings_or_exit(os.environ)
    sys.exit(run_import(settings, Kind(kind), file, Console(), dry_run=dry_run, report=report))


@app.command(name="mongo")
def import_mongo(
    uri: Annotated[str, Parameter(name="URI", allow_leading_hyphen=True)],
    /,
    *,
    database: str | None = None,
    only: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    dry_run: bool = False,
    report: Path | None = None,
    broken: Path = Path("import-broken.jsonl"),
) -> None:
    """Take the MongoDB database of the existing site over. Nothing is written there.

    The same database again changes nothing; one that was cut off is completed. Exits with 1 if a document
    was refused, with 2 if the database cannot be read.

    Args:
        uri: mongodb:// or mongodb+srv://; - reads it from standard input, where nobody else sees it.
        database: name of the database, where the URI names none, or another one.
        only: collections to take over, all that are known without it.
        dry_run: tell what would become of each document, and write nothing.
        report: a file that gets one line of JSON for each document.
        broken: a file for the documents that cannot be used, to mend them.
    """
    from sorbo_web.cli.intake.collections import COLLECTIONS  # noqa: PLC0415 — the commands import when they run
    from sorbo_web.cli.intake.mongo import Options, run_import_mongo  # noqa: PLC0415 — idem

    chosen = tuple(only or COLLECTIONS)
    unknown = sorted(set(chosen) - set(COLLECTIONS))
    if unknown:
        sys.exit(f"Nothing is taken over from {', '.join(unknown)}, but from {', '.join(COLLECTIONS)}.")
    url = sys.stdin.readline().strip() if uri == "-" else uri
    options = Options(database=database, only=chosen, dry_run=dry_run, report=report, broken=broken)
    sys.exit(_completed(lambda: run_import_mongo(settings_or_exit(os.environ), url, Console(), options)))


@app.command(name="repaired")
def import_repaired(
    file: Annotated[Path, Parameter(name="FILE")],
    /,
    *,
    dry_run: bool = False,
    report: Path | None = None,
) -> None:
    """Take over the broken documents of a database, once they were mended.

    The same file again changes nothing. Exits with 1 if one of them is still broken.

    Args:
        file: as `sorbo import mongo` wrote it, one document a line, mended.
        dry_run: tell what would become of each document, and write nothing.
        report: a file that gets one line of JSON for each document.
    """
    from sorbo_web.cli.intake.repaired import run_import_repaired  # noqa: PLC0415 — the commands import when they run

    settings = settings_or_exit(os.environ)
    sys.exit(
        _completed(lambda: run_import_repaired(settings, file, Console(), dry_run=dry_run, report=report))
    )


def _completed(run: Callable[[], int]) -> int:
    """Return the exit code of an import, which may be cut off from the terminal."""
    try:
        return run()
    except KeyboardInterrupt:
        print("Cut off. The same command again completes it.", file=sys.stderr)  # noqa: T201 — for its user
        return _CUT_OFF

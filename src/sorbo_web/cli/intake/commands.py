"""`sorbo import …`."""

import os
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console

from sorbo_web.cli.environment import settings_or_exit

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
        kind: what its records are: formations.
        file: an array of records.
        dry_run: tell what would become of each record, and write nothing.
        report: a file that gets one line of JSON for each record.
    """
    from sorbo_web.cli.intake.files import run_import  # noqa: PLC0415 — the commands import when they run
    from sorbo_web.cli.intake.kinds import Kind  # noqa: PLC0415 — idem

    if kind not in set(Kind):
        sys.exit(f"There is no kind {kind}: {', '.join(Kind)}.")
    settings = settings_or_exit(os.environ)
    sys.exit(run_import(settings, Kind(kind), file, Console(), dry_run=dry_run, report=report))

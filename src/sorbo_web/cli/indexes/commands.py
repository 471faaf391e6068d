"""`sorbo indexes`: creates them, checks them, and tells which are used."""

import os
import sys

from cyclopts import App

from sorbo_web.cli.environment import settings_or_exit

app = App(name="indexes", help="The indexes of the database.")


@app.default
def ensure(*, check: bool = False) -> None:
    """Create the indexes that are missing.

    Args:
        check: create nothing; exit with 1 if one is missing.
    """
    from sorbo_web.cli.indexes.ensure import run_indexes  # noqa: PLC0415 — sorbo --help answers at once

    sys.exit(run_indexes(settings_or_exit(os.environ), check=check))


@app.command
def report(*, json: bool = False) -> None:
    """Tell which indexes are missing, not declared or unused, and how large they are.

    Exits with 1 if one is missing or defined otherwise than it is declared.

    Args:
        json: print it for programs, all on one line.
    """
    from rich.console import Console  # noqa: PLC0415 — idem

    from sorbo_web.cli.indexes.report import run_report  # noqa: PLC0415 — idem

    sys.exit(run_report(settings_or_exit(os.environ), Console(), as_json=json))

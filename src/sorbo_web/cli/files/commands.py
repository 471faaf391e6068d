"""The commands of `sorbo files`."""

import os
import sys
from typing import Annotated

from cyclopts import App, Parameter

from sorbo_web.cli.environment import settings_or_exit

app = App(name="files", help="The bytes of uploaded files.")


@app.command
def migrate(
    source: Annotated[str, Parameter(name="FROM")],
    target: Annotated[str, Parameter(name="TO")],
    /,
    *,
    by_size: bool = False,
) -> None:
    """Copy all objects of one storage to another, and read each copy back.

    What is there already stays; one that was cut off goes on; nothing is deleted. Exits with 1 if an object
    could not be copied, and names it.

    Args:
        source: as in SORBO_FILES: file:///folder or s3://bucket/prefix.
        target: idem; for either, SORBO_S3_* say where S3 is and who asks.
        by_size: take objects of the same size for the same, without reading both.
    """
    from rich.console import Console  # noqa: PLC0415 — `sorbo --help` answers at once

    from sorbo_web.cli.files.migrate import run_migrate  # noqa: PLC0415 — idem

    sys.exit(run_migrate(settings_or_exit(os.environ), source, target, Console(), by_size=by_size))

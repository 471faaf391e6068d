"""The commands of `sorbo privacy`."""

import os
import sys
from typing import Annotated

from cyclopts import App, Parameter

from sorbo_web.cli.environment import settings_or_exit

app = App(name="privacy", help="What is kept of a person.")


@app.command
def export(address: Annotated[str, Parameter(name="ADDRESS")], /) -> None:
    """Print everything that is kept under an e-mail address, as JSON.

    Args:
        address: in any case.
    """
    from sorbo_web.cli.privacy.person import run_export  # noqa: PLC0415 — `sorbo --help` answers at once

    sys.exit(run_export(settings_or_exit(os.environ), address))


@app.command
def erase(address: Annotated[str, Parameter(name="ADDRESS")], /) -> None:
    """Erase what is kept under an e-mail address, and print what was done. It cannot be undone.

    Args:
        address: in any case.
    """
    from sorbo_web.cli.privacy.person import run_erase  # noqa: PLC0415 — `sorbo --help` answers at once

    sys.exit(run_erase(settings_or_exit(os.environ), address))

"""The commands of `sorbo audit`."""

import os
import sys
from typing import Annotated

from cyclopts import App, Parameter

from sorbo_web.cli.environment import settings_or_exit

app = App(name="audit", help="Who did what, and whether somebody has tampered with it.")

_HEAD = Parameter(name="HEAD")


@app.command
def verify(*, expect: str = "") -> None:
    """Read the whole chain. Print where it ends, what is wrong with it, and what is not sealed yet.

    Exits with 0 if nothing is wrong, with 2 if something was altered, removed or reordered, with 1 if
    it could not be read. Keep the line `head` elsewhere, and give it to the next run.

    Args:
        expect: a head that an earlier run printed (`<number>:<hash>`): that record must still be there.
    """
    from sorbo_web.cli.audit.chain import run_verify  # noqa: PLC0415 — `sorbo --help` answers at once

    sys.exit(run_verify(settings_or_exit(os.environ), expect))


@app.command
def accept(head: Annotated[str, _HEAD], /) -> None:
    """Let the chain go on from its present end, after the key was changed or a backup restored.

    Args:
        head: where it ends, as `verify` prints it; another end is refused.
    """
    from sorbo_web.cli.audit.chain import run_accept  # noqa: PLC0415 — `sorbo --help` answers at once

    sys.exit(run_accept(settings_or_exit(os.environ), head))

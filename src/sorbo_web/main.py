"""The `sorbo` command."""

import sys
from collections.abc import Callable

_EXTRAS = "pip install 'sorbo[server]' (or 'sorbo[local]' for `sorbo dev`)"


def main() -> None:
    """Run the command line; where only the core is installed, say what to install."""
    try:
        run = _chosen(sys.argv[1:])
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("sorbo_"):
            raise
        sys.exit(f"sorbo: this installation has the core only ({error.name} is missing). Install: {_EXTRAS}")
    run()


def _chosen(arguments: list[str]) -> Callable[[], None]:
    # A core-only installation has none of these imports. What runs for months goes without the
    # command line, which takes 10 MB in each process, and a quarter of a second at the start.
    if arguments == ["serve"]:
        from sorbo_web.cli.processes.serve import run  # noqa: PLC0415 — see above
    elif arguments == ["worker"]:
        from sorbo_web.cli.processes.worker import run  # noqa: PLC0415 — see above
    else:
        from sorbo_web.cli.commands import run  # noqa: PLC0415 — see above
    return run

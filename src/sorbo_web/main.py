"""The `sorbo` command."""

import sys

_EXTRAS = "pip install 'sorbo[server]' (or 'sorbo[local]' for `sorbo dev`)"


def main() -> None:
    """Run the command line; where only the core is installed, say what to install."""
    try:
        from sorbo_web.cli import commands  # noqa: PLC0415 — a core-only installation has none of its imports
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("sorbo_"):
            raise
        sys.exit(f"sorbo: this installation has the core only ({error.name} is missing). Install: {_EXTRAS}")
    commands.run()

"""The settings of a command: those of the environment, else those of the `sorbo dev` that runs here."""

import sys
from collections.abc import Mapping
from pathlib import Path

from sorbo_web.wiring.settings import PREFIX, Settings, SettingsError, load_settings

RUNNING = Path(".sorbo/running.env")
"""Written by `sorbo dev` while it runs, so that other commands find its servers."""


def settings_or_exit(environ: Mapping[str, str]) -> Settings:
    """Return the settings, or print every problem and exit with 2."""
    # One variable is enough to say that the caller means another installation.
    if not any(name.startswith(PREFIX) for name in environ) and RUNNING.exists():
        print(f"Using the running `sorbo dev` ({RUNNING}).", file=sys.stderr)  # noqa: T201 — for its user
        environ = dict(line.split("=", 1) for line in RUNNING.read_text(encoding="utf-8").splitlines())
    try:
        return load_settings(environ)
    except SettingsError as error:
        print("sorbo cannot start with these settings:", file=sys.stderr)  # noqa: T201 — for its user
        for problem in error.problems:
            print(f"  - {problem}", file=sys.stderr)  # noqa: T201 — for its user
        print("docs/configuration.md explains each; `sorbo dev` needs none.", file=sys.stderr)  # noqa: T201 — for its user
        sys.exit(2)

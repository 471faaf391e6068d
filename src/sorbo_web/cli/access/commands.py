"""`sorbo keys`, `sorbo sessions`."""

import os
import sys

from cyclopts import App

from sorbo_web.cli.environment import settings_or_exit

keys = App(name="keys", help="The keys that sign access tokens.")
sessions = App(name="sessions", help="Who is logged in.")


@keys.command(name="rotate")
def rotate_keys() -> None:
    """Sign with a new key from now on. Workers need no restart, and nobody is logged out."""
    from sorbo_web.cli.access.work import run_rotate_keys  # noqa: PLC0415 — see the module

    sys.exit(run_rotate_keys(settings_or_exit(os.environ)))


@keys.command(name="list")
def list_keys() -> None:
    """List the keys that verify now, and which of them signs."""
    from sorbo_web.cli.access.work import run_list_keys  # noqa: PLC0415 — see the module

    sys.exit(run_list_keys(settings_or_exit(os.environ)))


@sessions.command(name="revoke")
def revoke_sessions(email: str) -> None:
    """Log somebody out everywhere, at once.

    Args:
        email: the address of the account.
    """
    from sorbo_web.cli.access.work import run_revoke_sessions  # noqa: PLC0415 — see the module

    sys.exit(run_revoke_sessions(settings_or_exit(os.environ), email))

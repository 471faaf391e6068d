"""`sorbo keys`, `sorbo sessions`, `sorbo second-factor`, `sorbo api-keys`, `sorbo passwords`."""

import os
import sys
from pathlib import Path

from cyclopts import App

from sorbo_web.cli.environment import settings_or_exit

keys = App(name="keys", help="The keys that sign access tokens.")
sessions = App(name="sessions", help="Who is logged in.")
api_keys = App(name="api-keys", help="What programs log in with.")
passwords = App(name="passwords", help="The passwords of the existing site.")
second_factor = App(name="second-factor", help="What people log in with beside their password.")


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


@api_keys.command(name="list")
def list_api_keys(*, email: str | None = None) -> None:
    """List API keys, the newest first: whose, what for, until when, and when they were used last.

    Args:
        email: of the account whose keys are meant; everybody's without it.
    """
    from sorbo_web.cli.access.api_keys import run_list_api_keys  # noqa: PLC0415 — see the module

    sys.exit(run_list_api_keys(settings_or_exit(os.environ), email))


@api_keys.command(name="revoke")
def revoke_api_key(key: str) -> None:
    """Make an API key worth nothing, at once.

    Args:
        key: its id, its beginning `sorbo_ID`, or all of it, as somebody found it.
    """
    from sorbo_web.cli.access.api_keys import run_revoke_api_key  # noqa: PLC0415 — see the module

    sys.exit(run_revoke_api_key(settings_or_exit(os.environ), key))


@second_factor.command(name="remove")
def remove_second_factor(email: str) -> None:
    """Take a lost second factor from an account, and log its holder out everywhere.

    Args:
        email: the address of the account.
    """
    from sorbo_web.cli.access.work import run_remove_second_factor  # noqa: PLC0415 — see the module

    sys.exit(run_remove_second_factor(settings_or_exit(os.environ), email))


@second_factor.command(name="code")
def show_code(*, data_dir: Path = Path(".sorbo")) -> None:
    """Print the code that the account of `sorbo dev` logs in with now.

    Args:
        data_dir: where `sorbo dev` keeps its data.
    """
    from sorbo_web.cli.dev.account import run_show_code  # noqa: PLC0415 — see the module

    sys.exit(run_show_code(data_dir))


@passwords.command(name="old")
def count_old_passwords() -> None:
    """Tell how many active accounts still have the password that they had on the existing site.

    At 0, or once those who are left may choose another one by mail, set SORBO_OLD_PASSWORDS=false.
    """
    from sorbo_web.cli.access.work import run_count_old_passwords  # noqa: PLC0415 — see the module

    sys.exit(run_count_old_passwords(settings_or_exit(os.environ)))

"""The commands. Each imports what it needs when it runs: `sorbo --help` answers at once."""

import os
import sys
from pathlib import Path

from cyclopts import App
from rich.console import Console

from sorbo_core import __version__
from sorbo_web.cli.access.commands import api_keys, keys, passwords, second_factor, sessions
from sorbo_web.cli.audit.commands import app as audit
from sorbo_web.cli.environment import settings_or_exit
from sorbo_web.cli.files.commands import app as files
from sorbo_web.cli.indexes.commands import app as indexes
from sorbo_web.cli.intake.commands import app as imports
from sorbo_web.cli.mail.commands import app as mail
from sorbo_web.cli.privacy.commands import app as privacy

app = App(name="sorbo", version=__version__, help="Backend of an engineering company's website.")
app.command(imports)
dead_letters = App(name="dead-letters", help="What could not be delivered.")
app.command(dead_letters)
search = App(name="search", help="The index of what can be found.")
app.command(search)
app.command(indexes)
app.command(files)
app.command(keys)
app.command(api_keys)
app.command(sessions)
app.command(second_factor)
app.command(passwords)
app.command(privacy)
app.command(audit)
app.command(mail)


def run() -> None:
    """Run the command that the arguments name."""
    app()


@app.command
def dev(
    *,
    port: int = 5000,
    host: str = "127.0.0.1",
    data_dir: Path = Path(".sorbo"),
    sample: bool = True,
    memory: bool = False,
) -> None:
    """Start everything on this machine: MongoDB, Valkey, a mail catcher and the API.

    Args:
        port: where the API listens.
        host: the address it listens on.
        data_dir: where data is kept between runs.
        sample: load sample content at the first start (--no-sample: do not).
        memory: keep everything in memory instead of starting servers; nothing is kept.
    """
    from sorbo_web.cli.dev.command import DevOptions, run_dev  # noqa: PLC0415 — see the module

    options = DevOptions(host=host, port=port, data_dir=data_dir, sample=sample, memory=memory)
    sys.exit(run_dev(options))


@app.command
def serve() -> None:
    """Serve the API for production, as the environment says (see docs/configuration.md)."""
    from sorbo_web.cli.processes.serve import run as run_serve  # noqa: PLC0415 — see the module

    run_serve()


@app.command
def worker(*, metrics_port: int = 0) -> None:
    """Deliver events, send webhooks and run jobs, without an API; any number of workers share the work.

    Args:
        metrics_port: port for metrics on the loopback address; 0 for none.
    """
    from sorbo_web.cli.processes.worker import run_worker  # noqa: PLC0415 — see the module

    run_worker(settings_or_exit(os.environ), metrics_port=metrics_port)


@app.command
def config() -> None:
    """Print every setting as it is now, secrets masked."""
    for variable, value in settings_or_exit(os.environ).shown().items():
        shown = ",".join(value) if isinstance(value, tuple) else value
        print(f"{variable}={shown}")  # noqa: T201 — this is what the command is for


@app.command(name="new-key")
def new_key() -> None:
    """Print a new random key for SORBO_SIGNING_KEY."""
    from sorbo_adapters.security.signing_key import new_signing_key  # noqa: PLC0415 — see the module

    print(new_signing_key())  # noqa: T201 — this is what the command is for


@app.command(name="create-admin")
def create_admin(
    email: str,
    *,
    name: str = "Administration",
    reset_password: bool = False,
    promote: bool = False,
    password_stdin: bool = False,
) -> None:
    """Open an account of an administrator: of a super-admin as long as there is none, else of an admin.

    Without --password-stdin a random password is made and printed once.

    Args:
        email: the address to log in with.
        name: how colleagues see the account.
        reset_password: give the account that has this address another password.
        promote: make the account that has this address that of a super-admin; its password stays.
        password_stdin: read the password from standard input, one line.
    """
    from sorbo_web.cli import admin  # noqa: PLC0415 — see the module

    if promote and (reset_password or password_stdin):
        sys.exit("--promote changes no password: leave out the other options.")
    settings = settings_or_exit(os.environ)
    if promote:
        sys.exit(admin.run_promote(settings, email=email))
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    if reset_password:
        sys.exit(admin.run_reset_password(settings, email=email, password=password))
    sys.exit(admin.run_create_admin(settings, email=email, name=name, password=password))


@app.command
def backlog() -> None:
    """Tell how much waits to be delivered, and since when."""
    from sorbo_web.cli.backlog import run_backlog  # noqa: PLC0415 — see the module

    sys.exit(run_backlog(settings_or_exit(os.environ), Console()))


@dead_letters.command(name="list")
def list_dead_letters() -> None:
    """List the deliveries that were given up, with the reason."""
    from sorbo_web.cli.dead_letters import run_list  # noqa: PLC0415 — see the module

    sys.exit(run_list(settings_or_exit(os.environ), Console()))


@dead_letters.command(name="requeue")
def requeue_dead_letters(*ids: str, all: bool = False) -> None:  # noqa: A002 — the option is named for what it does
    """Deliver once more what was given up.

    Args:
        ids: of the dead letters, as `list` shows them.
        all: every one of them.
    """
    from sorbo_web.cli.dead_letters import run_requeue  # noqa: PLC0415 — see the module

    if bool(ids) == all:
        sys.exit("Name the dead letters to requeue, or give --all.")
    sys.exit(run_requeue(settings_or_exit(os.environ), ids))


@search.command(name="rebuild")
def rebuild_search(*, afresh: bool = False) -> None:
    """Keep anew what can be found of everything, while the API serves; one that was cut off goes on.

    Args:
        afresh: begin with the first, whatever was reached before.
    """
    from sorbo_web.cli.search import run_rebuild  # noqa: PLC0415 — see the module

    sys.exit(run_rebuild(settings_or_exit(os.environ), Console(), afresh=afresh))

"""The operator's commands that need the database."""

from pathlib import Path

from rich.console import Console

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_core.identity.errors import EmailTaken
from sorbo_core.identity.permissions import Role
from sorbo_web.cli.imports import import_formations
from sorbo_web.cli.passwords import new_password
from sorbo_web.cli.records import UnreadableFile
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_create_admin(settings: Settings, *, email: str, name: str, password: str | None, reset: bool) -> int:
    """Open an account, or give one another password; return the exit code."""
    chosen = new_password() if password is None else password

    async def work(container: Container) -> int:
        identity = container.identity
        try:
            if reset:
                await identity.set_password()(email=email, password=chosen)
            else:
                await identity.create_compte()(email=email, name=name, password=chosen, role=Role.ADMIN)
        except EmailTaken:
            print_error(f"{email} has an account already; --reset-password gives it another password.")
            return 1
        print(f"{email} can log in{f' with the password {chosen}' if password is None else ''}")  # noqa: T201
        return 0

    return run_work(settings, work)


def run_import(settings: Settings, file: Path, console: Console) -> int:
    """Take a catalogue over; return the exit code."""

    async def work(container: Container) -> int:
        if settings.storage == "mongo":
            await ensure_indexes(container.ports.database())
        try:
            summary = await import_formations(file, container.catalogue.import_formation(), console)
        except UnreadableFile as error:
            print_error(str(error))
            return 2
        return summary.exit_code

    return run_work(settings, work)

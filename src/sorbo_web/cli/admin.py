"""The operator's commands that need the database."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console

from sorbo_adapters.mongo.indexes import ensure_indexes, index_states
from sorbo_core.identity.errors import EmailTaken
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.mail import Language
from sorbo_web.cli.imports import import_formations
from sorbo_web.cli.passwords import new_password
from sorbo_web.cli.records import UnreadableFile
from sorbo_web.errors.problem import problem_for
from sorbo_web.wiring.application import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import Settings

Work = Callable[[Container], Awaitable[int]]


def run_indexes(settings: Settings, *, check: bool) -> int:
    """Create missing indexes, or (check) only tell of them; return the exit code."""

    async def work(container: Container) -> int:
        database = container.ports.database()
        if not check:
            await ensure_indexes(database)
        states = await index_states(database)
        for state in states:
            print(f"{'ok     ' if state.present else 'MISSING'} {state.collection}.{state.name}")  # noqa: T201
        return 0 if all(state.present for state in states) else 1

    return run_on(settings, work)


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
            _print_error(f"{email} has an account already; --reset-password gives it another password.")
            return 1
        print(f"{email} can log in{f' with the password {chosen}' if password is None else ''}")  # noqa: T201
        return 0

    return run_on(settings, work)


def run_import(settings: Settings, file: Path, console: Console) -> int:
    """Take a catalogue over; return the exit code."""

    async def work(container: Container) -> int:
        if settings.storage == "mongo":
            await ensure_indexes(container.ports.database())
        try:
            summary = await import_formations(file, container.catalogue.import_formation(), console)
        except UnreadableFile as error:
            _print_error(str(error))
            return 2
        return summary.exit_code

    return run_on(settings, work)


def run_on(settings: Settings, work: Work) -> int:
    """Do the work with a container of these settings, tell what is refused, and return the exit code."""
    configure_logs(settings)
    container = build_container(settings)

    async def run() -> int:
        try:
            return await work(container)
        except DomainError as error:
            problem = problem_for(error, language=Language.EN)
            _print_error(" ".join((problem.detail, *(field.detail for field in problem.errors))))
            return 1
        finally:
            await close_clients(container)

    return asyncio.run(run())


def _print_error(text: str) -> None:
    Console(stderr=True).print(text, style="red", highlight=False)

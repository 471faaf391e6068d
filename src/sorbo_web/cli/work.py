"""Runs an operator's work on a wired container, and tells of errors in a sentence."""

import asyncio
from collections.abc import Awaitable, Callable

from rich.console import Console

from sorbo_core.shared.actor import Actor, ActorKind, Permission
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.trail.provenance import acting, provenance_of
from sorbo_web.errors.problem import problem_for
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import Settings

Work = Callable[[Container], Awaitable[int]]

OPERATOR = Actor(id="operator", permissions=frozenset(Permission), kind=ActorKind.OPERATOR)
"""Whoever may run commands on the server may do everything."""


def run_work(settings: Settings, work: Work) -> int:
    """Return the exit code of the work: its own, or 1 with a sentence if the domain refuses."""
    configure_logs(settings)
    container = build_container(settings)

    async def run() -> int:
        try:
            with acting(provenance_of(OPERATOR)):
                return await work(container)
        except DomainError as error:
            problem = problem_for(error, language=Language.EN)
            fields = (field.detail for field in problem.errors)
            print_error(" ".join((f"{problem.title}.", problem.detail, *fields)))
            return 1
        finally:
            await close_clients(container)

    return asyncio.run(run())


def print_error(text: str) -> None:
    """Print a sentence for the person at the terminal."""
    Console(stderr=True).print(text, style="red", highlight=False, soft_wrap=True)

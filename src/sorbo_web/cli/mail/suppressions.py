"""`sorbo mail suppressions`: which addresses get no more mails, and why."""

from collections.abc import AsyncIterator

from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.email_address import parse_email
from sorbo_web.cli.work import run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_list(settings: Settings) -> int:
    """Print every suppressed address with the day and the reason; return the exit code."""

    async def work(container: Container) -> int:
        async for each in _all(container.ports.suppressions()):
            print(f"{each.since:%Y-%m-%d}  {each.address}  {each.reason}")  # noqa: T201 — this is what the command is for
        return 0

    return run_work(settings, work)


def run_lift(settings: Settings, address: str) -> int:
    """Let an address have mails again; return the exit code."""

    async def work(container: Container) -> int:
        normal = parse_email(address)
        lifted = await container.ports.suppressions().lift(normal)
        print(f"{normal} {'gets mails again' if lifted else 'was not suppressed'}")  # noqa: T201 — idem
        return 0 if lifted else 1

    return run_work(settings, work)


async def _all(suppressions: Suppressions) -> AsyncIterator[Suppression]:
    page = await suppressions.list()
    while page:
        for each in page:
            yield each
        page = await suppressions.list(after=page[-1].address)

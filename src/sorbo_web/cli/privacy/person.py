"""`sorbo privacy`: what is kept of a person."""

import msgspec

from sorbo_web.cli.work import OPERATOR, run_work
from sorbo_web.privacy.schemas import ErasureView, PersonalDataView
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_export(settings: Settings, address: str) -> int:
    """Print everything that is kept under an address as JSON; return the exit code."""

    async def work(container: Container) -> int:
        found = await container.privacy.export_personal_data()(actor=OPERATOR, email=address)
        _print(PersonalDataView.of(found))
        return 0

    return run_work(settings, work)


def run_erase(settings: Settings, address: str) -> int:
    """Erase what is kept under an address and print what was done as JSON; return the exit code."""

    async def work(container: Container) -> int:
        done = await container.privacy.erase_personal_data()(actor=OPERATOR, email=address)
        _print(ErasureView.of(done))
        return 0

    return run_work(settings, work)


def _print(view: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(view), indent=2).decode())  # noqa: T201 — this is what the commands are for

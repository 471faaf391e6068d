import asyncio
from datetime import timedelta

import pytest
from dependency_injector import providers
from rich.console import Console

from sorbo_adapters.memory.system import FixedClock
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_web.cli.dead_letters import run_list, run_requeue
from sorbo_web.wiring.container import Container
from support.build import NOW, demande
from support.stores import claim_next

pytestmark = pytest.mark.usefixtures("restored_logs")


@pytest.fixture(autouse=True)
def _an_hour_later(container: Container) -> None:
    container.ports.clock.override(providers.Object(FixedClock(NOW + timedelta(hours=1))))


@pytest.fixture
def letters(container: Container) -> list[str]:
    """Two deliveries of one event that were given up."""

    async def bury() -> list[str]:
        outbox = container.ports.outbox()
        await container.ports.demandes().add(demande(id="asked"))
        claim = await claim_next(outbox, "relay")
        assert claim is not None
        (pending,) = claim.pending
        made = [
            DeadLetter.of(pending.event, name, collection="demandes", reason="[b]550 no", at=NOW)
            for name in ("first", "second")
        ]
        for letter in made:
            await outbox.bury(claim, letter)
        await outbox.settle(claim, completed=[pending.event.id], due=NOW)
        return [letter.id for letter in made]

    return asyncio.run(bury())


def _listed(container: Container) -> str:
    console = Console(record=True, width=200, quiet=False)
    assert run_list(container.settings(), console) == 0
    return console.export_text()


def test_every_dead_letter_is_listed_with_its_reason(container: Container, letters: list[str]) -> None:
    shown = _listed(container)
    assert all(id in shown for id in letters)
    assert "[b]550 no" in shown
    assert "demande.received" in shown


def test_there_may_be_none(container: Container) -> None:
    assert "No dead letters." in _listed(container)


def test_those_that_are_named_are_requeued(
    container: Container, letters: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_requeue(container.settings(), (letters[0],)) == 0
    assert capsys.readouterr().out == "1 requeued\n"
    assert letters[0] not in _listed(container)
    assert letters[1] in _listed(container)


def test_without_a_name_all_are_requeued(
    container: Container, letters: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_requeue(container.settings(), ()) == 0
    assert capsys.readouterr().out == f"{len(letters)} requeued\n"
    assert "No dead letters." in _listed(container)


def test_one_that_is_not_there_ends_with_1(container: Container, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_requeue(container.settings(), ("none",)) == 1
    assert "requeued already" in capsys.readouterr().err

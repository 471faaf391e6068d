"""`sorbo audit`, on memory."""

import asyncio

import pytest

from sorbo_web.cli.audit.chain import TAMPERED, run_accept, run_verify
from sorbo_web.wiring.container import Container
from support.build import compte

pytestmark = pytest.mark.usefixtures("restored_logs")


@pytest.fixture
def head(container: Container) -> str:
    """The head of a chain of one record."""

    async def seal() -> str:
        await container.ports.comptes().add(compte())
        await container.audit.seal_audit()()
        found = await container.ports.audit_records().head()
        return str(found.text)

    return asyncio.run(seal())


def test_a_chain_that_is_as_it_was_sealed_exits_with_0_and_prints_its_head(
    container: Container, head: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_verify(container.settings(), head) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"head {head}"
    assert shown[-1] == "as it was sealed"


def test_a_chain_that_was_tampered_with_exits_with_2_and_says_where(
    container: Container, head: str, capsys: pytest.CaptureFixture[str]
) -> None:
    records = container.ports.audit_records()._records
    records["000000000001"] = {**records["000000000001"], "type": "compte.renamed"}
    assert run_verify(container.settings(), "") == TAMPERED
    assert "altered at 1" in capsys.readouterr().out
    assert head.startswith("1:")


def test_a_head_that_is_none_is_told_and_exits_with_1(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_verify(container.settings(), "nonsense") == 1
    assert run_accept(container.settings(), "nonsense") == 1
    assert "is no head" in capsys.readouterr().err


def test_the_present_end_is_accepted_and_no_other(
    container: Container, head: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_accept(container.settings(), f"1:{'0' * 64}") == 1
    assert run_accept(container.settings(), head) == 0
    assert f"accepted {head}" in capsys.readouterr().out

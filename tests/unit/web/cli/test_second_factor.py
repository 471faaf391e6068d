"""What the operator does about second factors, and the code of `sorbo dev`."""

import asyncio
from pathlib import Path

import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import Device
from sorbo_core.identity.use_cases.log_in import LoggedIn, SecondFactorNeeded
from sorbo_web.cli.access.work import run_remove_second_factor
from sorbo_web.cli.dev.account import EMAIL, FILE, Account, open_account, run_show_code
from sorbo_web.wiring.container import Container

pytestmark = pytest.mark.usefixtures("restored_logs")


async def _logged_in(container: Container, account: Account) -> LoggedIn | SecondFactorNeeded:
    login: LoggedIn | SecondFactorNeeded = await container.identity.log_in()(
        email=EMAIL, password=account.password, device=Device(address="192.0.2.1")
    )
    return login


async def _complete(container: Container, account: Account) -> LoggedIn:
    begun = await _logged_in(container, account)
    assert isinstance(begun, SecondFactorNeeded)
    step = {"ticket": begun.ticket, "code": account.code}
    done: LoggedIn = await container.identity.complete_login()(**step, device=Device())
    return done


def test_the_account_of_development_logs_in_with_the_code_that_is_shown(
    container: Container, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    account = asyncio.run(open_account(container, tmp_path / FILE))
    assert run_show_code(tmp_path) == 0
    assert capsys.readouterr().out.strip().isdigit()
    assert asyncio.run(open_account(container, tmp_path / FILE)) == account
    asyncio.run(_complete(container, account))
    assert account.secret not in repr(account)


def test_without_a_file_there_is_no_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_show_code(tmp_path) == 1
    assert "sorbo dev" in capsys.readouterr().err


def test_a_lost_second_factor_is_removed_and_everybody_logged_out(
    container: Container, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    account = asyncio.run(open_account(container, tmp_path / FILE))
    asyncio.run(_complete(container, account))
    settings = container.settings()
    assert run_remove_second_factor(settings, EMAIL) == 0
    assert capsys.readouterr().out == f"{EMAIL}: second factor removed, 1 session(s) ended\n"
    assert isinstance(asyncio.run(_logged_in(container, account)), LoggedIn)
    assert run_remove_second_factor(settings, EMAIL) == 1
    assert run_remove_second_factor(settings, "personne@example.com") == 1
    sealed = asyncio.run(container.audit.seal_audit()())
    assert sealed
    records = container.ports.audit_records()._records
    assert "compte.second_factor_removed" in str(records)


def test_a_role_stays_when_the_second_factor_goes(container: Container, tmp_path: Path) -> None:
    asyncio.run(open_account(container, tmp_path / FILE))
    run_remove_second_factor(container.settings(), EMAIL)
    assert asyncio.run(container.ports.comptes().by_email(EMAIL)).role is Role.SUPER_ADMIN

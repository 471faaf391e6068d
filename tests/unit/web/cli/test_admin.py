"""The operator's commands, on memory."""

import asyncio

import pytest

from sorbo_core.identity.errors import WrongCredentials
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import Device
from sorbo_web.cli.admin import run_create_admin, run_promote, run_reset_password
from sorbo_web.wiring.container import Container
from support.api import PASSWORD

pytestmark = pytest.mark.usefixtures("restored_logs")

_EMAIL, _ANOTHER = "direction@example.com", "une toute autre phrase de passe"


def _create(container: Container, password: str | None, *, email: str = _EMAIL, reset: bool = False) -> int:
    settings = container.settings()
    if reset:
        return run_reset_password(settings, email=email, password=password)
    return run_create_admin(settings, email=email, name="Direction", password=password)


def _can_log_in(container: Container, password: str) -> bool:
    try:
        asyncio.run(container.identity.log_in()(email=_EMAIL, password=password, device=Device()))
    except WrongCredentials:
        return False
    return True


def _role(container: Container, email: str) -> Role:
    account = asyncio.run(container.ports.comptes().by_email(email))
    assert account is not None
    return Role(account.role)


def test_the_first_account_is_that_of_a_super_admin_and_the_next_that_of_an_admin(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _create(container, PASSWORD) == 0
    assert capsys.readouterr().out == f"{_EMAIL} can log in as super-admin\n"
    assert _can_log_in(container, PASSWORD)
    account = asyncio.run(container.ports.comptes().by_email(_EMAIL))
    assert (account.role, account.name) == (Role.SUPER_ADMIN, "Direction")
    assert _create(container, PASSWORD, email="adjoint@example.com") == 0
    assert _role(container, "adjoint@example.com") is Role.ADMIN


def test_an_account_is_made_that_of_a_super_admin_and_keeps_its_password(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    for email in ("premier@example.com", _EMAIL):
        _create(container, PASSWORD, email=email)
    assert _role(container, _EMAIL) is Role.ADMIN
    assert run_promote(container.settings(), email=_EMAIL) == 0
    assert capsys.readouterr().out.endswith(f"{_EMAIL} is super-admin now\n")
    assert _role(container, _EMAIL) is Role.SUPER_ADMIN
    assert _can_log_in(container, PASSWORD)
    assert run_promote(container.settings(), email="personne@example.com") == 1


def test_a_password_that_is_not_given_is_made_and_printed(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _create(container, None) == 0
    sentence, _, password = capsys.readouterr().out.strip().rpartition(" ")
    assert sentence == f"{_EMAIL} can log in as super-admin with the password"
    assert _can_log_in(container, password)


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("", "At least 15 characters"),
        ("court", "At least 15 characters"),
        ("a" * 20, "different characters"),
        ("motdepasse12345", "Too common"),
        ("direction@example.com!", "Little else than"),
    ],
)
def test_a_weak_password_is_refused_in_a_sentence(
    container: Container, capsys: pytest.CaptureFixture[str], password: str, rule: str
) -> None:
    assert _create(container, password) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert rule in _one_line(printed.err)
    assert asyncio.run(container.ports.comptes().by_email(_EMAIL)) is None


def test_an_address_that_is_none_is_refused_in_a_sentence(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _create(container, PASSWORD, email="direction") == 1
    assert "e-mail address" in _one_line(capsys.readouterr().err)


def test_an_address_that_has_an_account_is_told_how_to_reset_it(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    _create(container, PASSWORD)
    assert _create(container, _ANOTHER) == 1
    assert "--reset-password" in capsys.readouterr().err
    assert _can_log_in(container, PASSWORD)


def test_an_account_gets_another_password(container: Container) -> None:
    _create(container, PASSWORD)
    assert _create(container, _ANOTHER, reset=True) == 0
    assert (_can_log_in(container, PASSWORD), _can_log_in(container, _ANOTHER)) == (False, True)


def test_an_account_that_does_not_exist_gets_no_password(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _create(container, PASSWORD, reset=True) == 1
    assert capsys.readouterr().err.strip()


def _one_line(printed: str) -> str:
    return " ".join(printed.split())

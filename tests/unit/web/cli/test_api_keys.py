"""What the operator does about API keys."""

import asyncio

import pytest

from sorbo_core.identity.api_keys.key_text import KeyText
from sorbo_web.cli.access.api_keys import run_list_api_keys, run_revoke_api_key
from sorbo_web.wiring.container import Container
from support.build import api_key, compte

pytestmark = pytest.mark.usefixtures("restored_logs")

KEY = KeyText.made("019376f2a4c87b1e9d3c5a7e8f901234", "seed")


@pytest.fixture
def stored(container: Container) -> Container:
    """A container with the key of somebody, and with somebody else."""
    now = container.ports.clock().now()

    async def store() -> None:
        await container.ports.comptes().add(compte(id="holder", email="chef@example.com"))
        await container.ports.comptes().add(compte(email="autre@example.com"))
        await container.ports.api_keys().add(api_key(text=KEY, compte_id="holder", at=now))

    asyncio.run(store())
    return container


def test_keys_are_listed_without_their_secrets(stored: Container, capsys: pytest.CaptureFixture[str]) -> None:
    for email in (None, "chef@example.com"):
        assert run_list_api_keys(stored.settings(), email) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"good sorbo_{KEY.key_id} until ")
        assert "used never, of holder: Export des demandes (demandes:read)" in shown
        assert KEY.secret not in shown
    assert run_list_api_keys(stored.settings(), "autre@example.com") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("named", [KEY.text, f"sorbo_{KEY.key_id}", KEY.key_id])
def test_a_key_is_revoked_however_it_is_named(
    stored: Container, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    assert run_revoke_api_key(stored.settings(), named) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"sorbo_{KEY.key_id}: worth nothing since ")
    assert KEY.secret not in shown
    key = asyncio.run(stored.ports.api_keys().get(KEY.key_id))
    assert key.revoked_at is not None


def test_a_key_that_is_none_is_told_in_a_sentence(
    stored: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_revoke_api_key(stored.settings(), "sorbo_nobody") == 1
    assert "Check its id" in capsys.readouterr().err

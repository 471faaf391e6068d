"""`sorbo privacy`."""

import asyncio
import json

import pytest

from sorbo_web.cli.privacy.person import run_erase, run_export
from sorbo_web.wiring.container import Container
from support.api import memory_settings
from support.build import demande

ADDRESS = "Visiteur@Example.com"


def test_a_person_is_exported_erased_and_gone(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(container.ports.demandes().add(demande(email=ADDRESS.lower(), name="Visiteuse")))
    assert run_export(memory_settings(), ADDRESS) == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["demandes"][0]["name"] == "Visiteuse"
    assert run_erase(memory_settings(), ADDRESS) == 0
    assert json.loads(capsys.readouterr().out)["erased"] == {"demandes": {"deleted": 0, "blanked": 1}}
    assert run_export(memory_settings(), ADDRESS) == 0
    assert json.loads(capsys.readouterr().out)["kinds"] == {}


def test_what_is_no_address_is_said_in_a_sentence(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_erase(memory_settings(), "nobody") == 1
    assert "e-mail" in capsys.readouterr().err.lower()
    assert list(container.ports.erasures().documents()) == []

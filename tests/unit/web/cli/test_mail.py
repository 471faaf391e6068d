"""`sorbo mail`, on memory."""

import asyncio
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sorbo_adapters.templates.samples import mail_names
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.cli.mail.preview import run_preview
from sorbo_web.cli.mail.suppressions import run_lift, run_list
from sorbo_web.wiring.container import Container

pytestmark = pytest.mark.usefixtures("restored_logs")

_ADDRESS = "visiteur@example.com"


def _suppress(container: Container, *addresses: str) -> None:
    since = datetime(2026, 3, 12, tzinfo=UTC)
    for address in addresses:
        stated = Suppression(address=address, reason="550 5.1.1 Unknown", since=since)
        asyncio.run(container.ports.suppressions().add(stated))


def test_every_mail_is_written_in_both_languages_as_html_and_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_preview(None, tuple(Language), tmp_path / "out", browse=False) == 0
    wanted = {f"{name}.{language}.{kind}" for name in mail_names() for language in Language for kind in KINDS}
    assert {file.name for file in (tmp_path / "out").iterdir()} == wanted
    assert len(capsys.readouterr().out.splitlines()) == len(wanted) / 2


KINDS = ("html", "txt")


def test_one_mail_is_written_in_one_language_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    assert run_preview("demande_notice", [Language.EN], tmp_path, browse=True) == 0
    page = tmp_path / "demande_notice.en.html"
    assert shown == [page.as_uri()]
    assert "New request" in page.read_text(encoding="utf-8")
    text = page.with_suffix(".txt").read_text(encoding="utf-8")
    assert text.startswith("New request (Engineering study): Responsable d’études\n\n")


def test_a_mail_that_does_not_exist_is_told_with_those_that_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_preview("demande_unknown", [Language.FR], tmp_path / "out", browse=False) == 2
    assert "demande_notice" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_suppressed_addresses_are_listed_with_day_and_reason(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    _suppress(container, *(f"visiteur{number:03d}@example.com" for number in range(120)))
    assert run_list(container.settings()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 120
    assert lines[0] == "2026-03-12  visiteur000@example.com  550 5.1.1 Unknown"


def test_an_address_is_lifted_once(container: Container, capsys: pytest.CaptureFixture[str]) -> None:
    _suppress(container, _ADDRESS)
    assert [run_lift(container.settings(), "Visiteur@Example.com") for _ in range(2)] == [0, 1]
    assert capsys.readouterr().out == (
        "visiteur@example.com gets mails again\nvisiteur@example.com was not suppressed\n"
    )


def test_an_address_that_is_none_is_refused_in_a_sentence(
    container: Container, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_lift(container.settings(), "visiteur") == 1
    assert "e-mail address" in " ".join(capsys.readouterr().err.split())

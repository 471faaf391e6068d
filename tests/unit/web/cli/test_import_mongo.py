"""The arguments of `sorbo import mongo` and `repaired`, without a MongoDB."""

import asyncio
import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_core.shared.query import ListQuery
from sorbo_web.cli.access.work import run_count_old_passwords
from sorbo_web.cli.intake.commands import app
from sorbo_web.cli.intake.repaired import run_import_repaired
from sorbo_web.wiring.container import Container

HASH = f"$2a$10${'a' * 53}"
USER = {"_id": 1, "username": "une-inscrite", "password": HASH, "email": "inscrite@example.com"}


def ended(*arguments: str) -> object:
    with pytest.raises(SystemExit) as end:
        app(arguments)
    return end.value.code


def line(collection: str, document: object, **further: object) -> str:
    return json.dumps({"collection": collection, "document": document, **further})


def test_collections_that_nothing_is_taken_over_from_are_no_choice() -> None:
    said = ended("mongo", "mongodb://127.0.0.1:1/old", "--only", "users", "admin_logs")
    assert "Nothing is taken over from admin_logs, but from formations" in str(said)


def test_the_uri_may_come_by_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SORBO_ENV", "development")
    monkeypatch.setenv("SORBO_STORAGE", "memory")
    monkeypatch.setenv("SORBO_SIGNING_KEY", new_signing_key())
    monkeypatch.setattr("sys.stdin", StringIO("mongodb://reader:s3cret@127.0.0.1:x/old\n"))
    assert ended("mongo", "-") == 2
    said = capsys.readouterr()
    assert "cannot be used" in said.err
    assert "s3cret" not in said.out + said.err


def test_what_is_no_document_is_told_by_its_line_and_the_others_come_over(
    container: Container, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.jsonl"
    lines = ("not JSON", line("admin_logs", {}), "", line("users", USER), line("users", []), "[" * 10_000)
    file.write_text("\n".join(lines))
    assert run_import_repaired(container.settings(), file, Console(quiet=True)) == 1
    said = "".join(capsys.readouterr().err.split())
    assert [number for number in range(1, 8) if f"line{number}:" in said] == [1, 2, 5, 6]
    assert len(asyncio.run(container.ports.comptes().list(ListQuery())).items) == 1


def test_what_could_not_be_read_stays_broken_until_it_is_mended(container: Container, tmp_path: Path) -> None:
    file, lost = tmp_path / "broken.jsonl", "\N{REPLACEMENT CHARACTER}"
    lines = (
        line("users", {"bytes": "AAAA"}, fault="unreadable"),
        line("users", USER | {"x": [{lost: 1}]}, fault="not_utf8"),
        line("users", USER | {"_id": 2, "email": "b@example.com", "name": f"De{lost}"}, fault="not_utf8"),
    )
    file.write_text("\n".join(lines))
    assert run_import_repaired(container.settings(), file, Console(quiet=True)) == 1
    assert asyncio.run(container.ports.comptes().list(ListQuery())).items == ()
    file.write_text(lines[2].replace(json.dumps(lost)[1:-1], "\\u00e9"))
    assert run_import_repaired(container.settings(), file, Console(quiet=True)) == 0
    (compte,) = asyncio.run(container.ports.comptes().list(ListQuery())).items
    assert compte.name == "Deé"


def test_a_file_that_is_not_there_ends_with_2(container: Container, tmp_path: Path) -> None:
    assert run_import_repaired(container.settings(), tmp_path / "none", Console(quiet=True)) == 2


def test_who_still_has_an_old_password_is_told(
    container: Container, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text(line("users", USER))
    run_import_repaired(container.settings(), file, Console(quiet=True))
    assert run_count_old_passwords(container.settings()) == 0
    assert capsys.readouterr().out == "1 active account(s) with a password of the existing site, 0 of staff\n"

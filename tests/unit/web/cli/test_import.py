import asyncio
import json
from pathlib import Path

import pytest
from rich.console import Console

from sorbo_core.shared.query import ListQuery
from sorbo_web.cli.intake.files import run_import
from sorbo_web.cli.intake.kinds import Kind
from sorbo_web.wiring.container import Container

RECORD = {"id": "1", "title": "Covadis", "description": "Du levé au projet.", "category": "Logiciels"}


def written(folder: Path, *records: object) -> Path:
    file = folder / "records.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    return file


def test_a_catalogue_is_taken_over_and_again_changes_nothing(container: Container, tmp_path: Path) -> None:
    file = tmp_path / "formations.json"
    record = {"id": "1", "title": "Covadis", "description": "Du levé au projet.", "category": "Logiciels"}
    file.write_text(json.dumps([record]), encoding="utf-8")
    console = Console(quiet=True)
    assert [run_import(container.settings(), Kind.FORMATIONS, file, console) for _ in range(2)] == [0, 0]
    page = asyncio.run(container.ports.formations().list(ListQuery()))
    assert [formation.version for formation in page.items] == [1]


def test_a_file_that_cannot_be_read_ends_with_2(
    container: Container, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run_import(container.settings(), Kind.FORMATIONS, tmp_path / "nothing.json", Console(quiet=True)) == 2
    )
    assert "nothing.json" in "".join(capsys.readouterr().err.split())


def test_a_dry_run_tells_the_same_and_writes_nothing(container: Container, tmp_path: Path) -> None:
    file, report = written(tmp_path, RECORD), tmp_path / "report.jsonl"

    def run(*, dry_run: bool) -> object:
        code = run_import(
            container.settings(), Kind.FORMATIONS, file, Console(quiet=True), dry_run=dry_run, report=report
        )
        return code, json.loads(report.read_text())

    dry = run(dry_run=True)
    assert asyncio.run(container.ports.formations().list(ListQuery())).items == ()
    assert run(dry_run=False) == dry


def test_the_report_has_a_line_for_each_record(container: Container, tmp_path: Path) -> None:
    file, report = written(tmp_path, RECORD | {"x": 1}, {"titre": "Métré", "prix": "cher"}), tmp_path / "r"
    assert run_import(container.settings(), Kind.FORMATIONS, file, Console(quiet=True), report=report) == 1
    taken, refused = map(json.loads, report.read_text().splitlines())
    assert taken == {
        "kind": "formations",
        "record": 1,
        "title": "Covadis",
        "outcome": "created",
        "aside": ["x"],
        "notes": [],
        "reasons": [],
    }
    assert (refused["record"], refused["title"], refused["outcome"]) == (2, "Métré", "refused")
    assert [reason.split(":")[0] for reason in refused["reasons"]] == ["/prix", "/description"]
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_report_that_cannot_be_written_ends_with_2(container: Container, tmp_path: Path) -> None:
    report = tmp_path / "none" / "report.jsonl"
    file = written(tmp_path, RECORD)
    assert run_import(container.settings(), Kind.FORMATIONS, file, Console(quiet=True), report=report) == 2
    assert asyncio.run(container.ports.formations().list(ListQuery())).items == ()

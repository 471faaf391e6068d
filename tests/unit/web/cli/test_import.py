import asyncio
import json
from pathlib import Path

import pytest
from rich.console import Console

from sorbo_core.shared.query import ListQuery
from sorbo_web.cli.intake.commands import import_file
from sorbo_web.cli.intake.files import run_import
from sorbo_web.cli.intake.kinds import Kind
from sorbo_web.wiring.container import Container
from support import existing

TESTS = Path(__file__).parents[3]
COMPANY_FILES = TESTS.parents[1] / "shared" / "data" / "site"

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
    assert [reason.split(":")[0] for reason in refused["reasons"]] == ["/description", "/prix"]
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_report_that_cannot_be_written_ends_with_2(container: Container, tmp_path: Path) -> None:
    report = tmp_path / "none" / "report.jsonl"
    file = written(tmp_path, RECORD)
    assert run_import(container.settings(), Kind.FORMATIONS, file, Console(quiet=True), report=report) == 2
    assert asyncio.run(container.ports.formations().list(ListQuery())).items == ()


KINDS = {
    Kind.FORMATIONS: existing.FORMATIONS,
    Kind.LOGICIELS: existing.LOGICIELS,
    Kind.ACTUALITES: existing.ACTUALITES,
    Kind.PUBLICATIONS: existing.PUBLICATIONS,
    Kind.PROJETS: existing.PROJETS,
    Kind.EMPLOIS: existing.EMPLOIS,
}


def outcomes(container: Container, kind: Kind, file: Path) -> list[str]:
    """Take a file over, and return what became of each record."""
    report = file.with_suffix(".jsonl") if file.parent != COMPANY_FILES else Path(f"{kind}.jsonl")
    code = run_import(container.settings(), kind, file, Console(quiet=True), report=report)
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert code == any(line["outcome"] == "refused" for line in lines)
    return [line["outcome"] for line in lines]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_every_kind_is_taken_over_and_again_changes_nothing(
    container: Container, tmp_path: Path, kind: Kind
) -> None:
    file = written(tmp_path, *KINDS[kind].values())
    count = len(KINDS[kind])
    assert outcomes(container, kind, file) == ["created"] * count
    assert outcomes(container, kind, file) == ["unchanged"] * count


def test_pages_of_logiciels_come_by_their_slugs_and_after_the_logiciels(
    container: Container, tmp_path: Path
) -> None:
    pages = tmp_path / "pages.json"
    pages.write_text(json.dumps(existing.PAGES), encoding="utf-8")
    assert outcomes(container, Kind.LOGICIEL_DETAILS, pages) == ["refused"]
    outcomes(container, Kind.LOGICIELS, written(tmp_path, *existing.LOGICIELS.values()))
    assert outcomes(container, Kind.LOGICIEL_DETAILS, pages) == ["updated"]
    assert outcomes(container, Kind.LOGICIEL_DETAILS, pages) == ["unchanged"]


@pytest.mark.skipif(not COMPANY_FILES.exists(), reason="the company's own files are not beside the checkout")
def test_the_company_s_own_files_are_taken_over_completely(
    container: Container, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = {
        Kind.FORMATIONS: ["created"] * 4,
        Kind.LOGICIELS: ["created"] * 2,
        Kind.LOGICIEL_DETAILS: ["updated"] * 2,
        Kind.ACTUALITES: ["created"] * 5,
    }
    for kind, expected in first.items():
        assert outcomes(container, kind, COMPANY_FILES / f"{kind}.json") == expected
    for kind, expected in first.items():
        assert outcomes(container, kind, COMPANY_FILES / f"{kind}.json") == ["unchanged"] * len(expected)


def test_a_kind_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        import_file("chats", written(tmp_path))
    assert str(ended.value) == (
        "There is no kind chats: formations, logiciels, logiciel-details, actualites, publications, "
        "projets, emplois."
    )

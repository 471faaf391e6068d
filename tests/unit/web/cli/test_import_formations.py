import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.catalogue.level import Level
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import ListQuery
from sorbo_web.cli.intake.desk import Refusal, Summary
from sorbo_web.cli.intake.files import import_file
from sorbo_web.cli.intake.kinds import Kind
from sorbo_web.cli.intake.records import UnreadableFile
from sorbo_web.cli.intake.report import Report
from support.build import NOW

TESTS = Path(__file__).parents[3]
FIXTURE = TESTS / "fixtures" / "formations.json"
COMPANY_FILE = TESTS.parents[1] / "shared" / "data" / "site" / "formations.json"
RECORD = {"title": "Covadis", "description": "Du levé au projet.", "price": 150_000}


class Desk:
    """An import into an empty catalogue, and what it prints."""

    def __init__(self) -> None:
        self.formations = MemoryFormations()
        self._importer = ImportFormation(
            formations=self.formations,
            sessions=MemorySessions(),
            ids=SequentialIds(),
            clock=FixedClock(NOW),
        )
        self._printed = StringIO()

    async def run(self, file: Path) -> Summary:
        console = Console(file=self._printed, width=200)
        return await import_file(file, Kind.FORMATIONS, self._importer, console=console, report=Report())

    @property
    def printed(self) -> str:
        return self._printed.getvalue()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def written(folder: Path, content: Any) -> Path:
    file = folder / "records.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


async def test_good_records_go_in_and_the_broken_one_is_named_with_the_reason(desk: Desk) -> None:
    summary = await desk.run(FIXTURE)
    assert (summary.created, summary.updated, summary.unchanged) == (5, 0, 0)
    (refusal,) = summary.refused
    assert (refusal.record, refusal.title) == (6, "Relevé par drone")
    assert refusal.reason.startswith("/prix: ")
    assert "not_a_price" in refusal.reason
    assert summary.exit_code == 1
    assert all(text in desk.printed for text in ("created", "Relevé par drone", refusal.reason))


async def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    first = await desk.run(FIXTURE)
    before = await desk.formations.list(ListQuery())
    again = await desk.run(FIXTURE)
    assert (again.created, again.updated, again.unchanged, again.refused) == (0, 0, 5, first.refused)
    assert await desk.formations.list(ListQuery()) == before


async def test_records_in_both_languages_become_formations(desk: Desk) -> None:
    await desk.run(FIXTURE)
    french = await desk.formations.by_slug("metre-et-etude-de-prix")
    assert french.details.price is not None
    assert (french.details.price.amount, french.details.levels) == (150_000, tuple(Level))
    assert french.source is not None
    assert json.loads(french.source.aside).keys() == {"modalite", "maxParticipants", "tags"}
    english = await desk.formations.by_slug("reseaux-d-eau-potable-avec-epanet")
    assert (english.details.duration, english.details.location) == ("4 jours", "Nos locaux, À distance")
    inactive = await desk.formations.by_slug("atelier-interne-de-relecture-de-plans")
    assert inactive.status is Status.BROUILLON


async def test_a_record_that_changed_is_updated(desk: Desk, tmp_path: Path) -> None:
    await desk.run(written(tmp_path, [RECORD]))
    summary = await desk.run(written(tmp_path, [RECORD | {"price": 90_000}]))
    assert (summary.updated, summary.exit_code) == (1, 0)


async def test_a_second_record_of_the_same_formation_is_refused(desk: Desk, tmp_path: Path) -> None:
    summary = await desk.run(written(tmp_path, [RECORD, RECORD | {"title": "COVADIS"}]))
    (refusal,) = summary.refused
    assert (summary.created, refusal.record, refusal.title) == (1, 2, "COVADIS")
    assert "repeated_record" in refusal.reason


@pytest.mark.parametrize("name", ["data", "formations"])
async def test_the_records_may_be_wrapped(desk: Desk, tmp_path: Path, name: str) -> None:
    summary = await desk.run(written(tmp_path, {"success": True, name: [RECORD]}))
    assert (summary.created, summary.exit_code) == (1, 0)


async def test_a_byte_order_mark_is_accepted(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "records.json"
    file.write_text(json.dumps([RECORD]), encoding="utf-8-sig")
    assert (await desk.run(file)).created == 1


async def test_an_empty_list_is_nothing_to_do(desk: Desk, tmp_path: Path) -> None:
    assert await desk.run(written(tmp_path, [])) == Summary(created=0, updated=0, unchanged=0, refused=())


async def test_titles_are_printed_as_text_whatever_they_hold(desk: Desk, tmp_path: Path) -> None:
    summary = await desk.run(written(tmp_path, [{"title": "\x1b[31m[bold]x[/bold]"}, 5]))
    assert [refusal.title for refusal in summary.refused] == ["[31m[bold]x[/bold]", ""]
    assert "\x1b" not in desk.printed
    assert "[bold]x[/bold]" in desk.printed


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[\n  {,\n]", "not JSON at line 2, column 4"),
        (b"", "not JSON at line 1, column 1"),
        (b'[{"title": "\xff"}]', "not UTF-8 at byte 12"),
        (b'[{"title": "Covadis", "price": 1, "price": 2}]', 'the key "price" occurs twice'),
        (b'[{"price": NaN}]', "NaN is not a JSON value"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"data": 5}', "a list of records"),
        (b'"text"', "a list of records"),
    ],
)
async def test_a_file_that_is_not_a_list_of_records_is_refused_as_a_whole(
    desk: Desk, tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "records.json"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        await desk.run(file)
    assert str(refused.value).startswith(f"{file}: {reason}")
    assert (await desk.formations.list(ListQuery())).items == ()


async def test_a_file_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        await desk.run(tmp_path / "none.json")
    assert str(refused.value) == f"{tmp_path / 'none.json'}: No such file or directory"


@pytest.mark.skipif(not COMPANY_FILE.exists(), reason="the company's own file is not beside the checkout")
async def test_the_company_s_own_catalogue_is_taken_over_completely(desk: Desk) -> None:
    assert await desk.run(COMPANY_FILE) == Summary(created=4, updated=0, unchanged=0, refused=())
    assert await desk.run(COMPANY_FILE) == Summary(created=0, updated=0, unchanged=4, refused=())
    for formation in (await desk.formations.list(ListQuery())).items:
        assert formation.source is not None
        assert (formation.source.aside, formation.status) == ("{}", Status.PUBLIE)
        assert len(formation.details.levels) == 2


def test_a_refusal_names_the_record_by_its_number() -> None:
    summary = Summary(created=0, updated=0, unchanged=0, refused=(Refusal(3, "Covadis", "why"),))
    assert summary.exit_code == 1

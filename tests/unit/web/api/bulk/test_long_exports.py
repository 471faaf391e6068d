"""Exports that are longer than memory, that break off, that nobody waits for any more."""

import asyncio
import tracemalloc
from pathlib import Path

import httpx
import pytest
from litestar.exceptions import LitestarException

from sorbo_core.identity.permissions import Role
from sorbo_web.api.tables import workbook
from sorbo_web.api.tables.slots import EXPORTS, VISITORS
from support.api import Api, refused
from support.streams import LongList, Taker
from support.wire import DEMANDES, FORMATIONS

_ROWS = {"csv": 6_000, "ndjson": 6_000, "xlsx": 3_000}
_MEGABYTE = 1_048_576


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def _left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def _peak(rows: int, format_: str) -> tuple[int, int]:
    """Return the most memory that an export of so many rows took, and how long it is, in bytes."""
    api = Api()
    api.replace("demandes", LongList(rows))
    token, size = await api.token(Role.ADMIN), 0

    def count(chunk: bytes) -> None:
        nonlocal size
        size += len(chunk)

    taker = Taker(count)
    app = api.app
    tracemalloc.start()
    try:
        await taker.get(app, f"{DEMANDES}/export?format={format_}", token)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (taker.status, taker.complete) == (200, True)
    return peak, size


@pytest.mark.parametrize("format_", _ROWS)
async def test_memory_does_not_grow_with_the_rows(format_: str, folder: Path) -> None:
    few, _ = await _peak(1_000, format_)
    many, size = await _peak(_ROWS[format_], format_)
    assert many - few < _MEGABYTE / 2
    if format_ != "xlsx":  # which is compressed
        assert size > 2 * _MEGABYTE
    assert _left_in(folder) == []


@pytest.mark.parametrize("format_", ["csv", "ndjson"])
async def test_a_client_that_goes_away_ends_the_work(format_: str) -> None:
    api = Api()
    source = LongList(100_000)
    api.replace("demandes", source)
    taker = Taker(lambda _: None, leaves_after=3)
    await taker.get(api.app, f"{DEMANDES}/export?format={format_}", await api.token(Role.ADMIN))
    assert not taker.complete
    assert source.read < 10
    assert EXPORTS._free == 4


@pytest.mark.parametrize("format_", ["csv", "ndjson"])
async def test_an_export_that_fails_half_way_breaks_off(format_: str) -> None:
    api = Api()
    api.replace("demandes", LongList(100_000, fails_at=3))
    taker = Taker(lambda _: None)
    with pytest.raises(LitestarException):
        await taker.get(api.app, f"{DEMANDES}/export?format={format_}", await api.token(Role.ADMIN))
    assert (taker.status, taker.complete) == (200, False)
    assert EXPORTS._free == 4


@pytest.mark.parametrize("format_", _ROWS)
async def test_head_reads_nothing_and_has_the_headers_of_get(format_: str, folder: Path) -> None:
    api = Api()
    source = LongList(100_000)
    api.replace("demandes", source)
    path = f"{DEMANDES}/export?format={format_}"
    async with api.staff(Role.ADMIN) as admin, api.client() as visitor:
        answer = await admin.head(path)
        assert (answer.status_code, answer.content, source.read) == (200, b"", 0)
        assert answer.headers["content-disposition"] == f'attachment; filename="demandes.{format_}"'
        assert (await visitor.head(path)).status_code == httpx.codes.UNAUTHORIZED
        assert (await admin.head(f"{path}&x=1")).status_code == httpx.codes.BAD_REQUEST
        source.length = 1
        got = await admin.get(path)
    # What is counted of the file, and how long it is, the head alone does not say.
    own = {"x-request-id", "transfer-encoding", "content-length", "ratelimit", "ratelimit-policy"}
    told = [{name: each.headers[name] for name in each.headers.keys() - own} for each in (answer, got)]
    assert told[0] == told[1]
    assert _left_in(folder) == []


async def test_visitors_have_exports_of_their_own_and_leave_those_of_staff_alone() -> None:
    api = Api()
    async with api.staff(Role.ADMIN) as admin, api.client() as visitor:
        with VISITORS.taken(), VISITORS.taken():
            refused(await visitor.get(f"{FORMATIONS}/export"), 429, "too_many_requests")
            assert (await admin.get(f"{FORMATIONS}/export")).status_code == 200


@pytest.mark.parametrize(("format_", "page"), [("csv", 0), ("ndjson", 0), ("xlsx", 0), ("xlsx", 3)])
async def test_what_fails_before_anything_is_sent_is_told(format_: str, page: int, folder: Path) -> None:
    api = Api()
    api.replace("demandes", LongList(100_000, fails_at=page))
    async with api.staff(Role.ADMIN) as admin:
        refused(await admin.get(f"{DEMANDES}/export?format={format_}"), 503, "unavailable")
    assert _left_in(folder) == []


async def test_more_rows_than_a_workbook_takes_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 500)
    api = Api()
    source = LongList(500)
    api.replace("demandes", source)
    async with api.staff(Role.ADMIN) as admin:
        assert (await admin.get(f"{DEMANDES}/export?format=xlsx")).status_code == 200
        source.length = 501
        refused(await admin.get(f"{DEMANDES}/export?format=xlsx"), 422, "export_too_large")
    assert _left_in(folder) == []


async def test_only_so_many_exports_run_at_once() -> None:
    api = Api()
    async with api.staff(Role.ADMIN) as admin:
        with EXPORTS.taken(), EXPORTS.taken(), EXPORTS.taken(), EXPORTS.taken():
            response = await admin.get(f"{DEMANDES}/export")
        refused(response, 429, "too_many_requests")
        assert response.headers["retry-after"] == "10"
        assert (await admin.get(f"{DEMANDES}/export")).status_code == 200


@pytest.mark.parametrize("format_", _ROWS)
async def test_others_are_answered_while_an_export_goes_on(format_: str, folder: Path) -> None:
    api = Api()
    api.replace("demandes", LongList(3_000))
    taker = Taker(lambda _: None)
    path = f"{DEMANDES}/export?format={format_}"
    export = asyncio.create_task(taker.get(api.app, path, await api.token(Role.ADMIN)))
    async with api.client() as visitor:
        assert (await visitor.get(FORMATIONS)).status_code == httpx.codes.OK
        assert not taker.complete
    await export
    assert taker.complete
    assert _left_in(folder) == []

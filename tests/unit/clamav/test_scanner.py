"""What clamd is asked, and what is made of its answers."""

import asyncio
import shutil
from asyncio import StreamReader, StreamWriter
from pathlib import Path

import pytest

from sorbo_adapters.clamav.scanner import ClamavScanner
from sorbo_core.files.inspection import Verdict
from sorbo_core.shared.errors import Unavailable
from support.clamd import EICAR, Clamd, clamd_over_socket, clamd_over_tcp

_FOUND = Verdict(threat="Win.Test.EICAR_HDB-1")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean"
    path.write_bytes(bytes(range(256)) * 1_000)
    return path


@pytest.fixture
def harmful(tmp_path: Path) -> Path:
    path = tmp_path / "harmful"
    path.write_bytes(EICAR)
    return path


async def test_the_whole_file_is_streamed_and_found_clean(clean: Path) -> None:
    clamd = Clamd()
    async with clamd_over_tcp(clamd) as address:
        assert await ClamavScanner(address).scan(clean) == Verdict()
    assert clamd.streamed == [bytes(range(256)) * 1_000]


async def test_what_is_harmful_is_named(harmful: Path) -> None:
    async with clamd_over_tcp(Clamd()) as address:
        assert await ClamavScanner(address).scan(harmful) == _FOUND


async def test_a_unix_socket_does_as_well(harmful: Path, clean: Path, tmp_path: Path) -> None:
    async with clamd_over_socket(Clamd(), tmp_path / "clamd.ctl") as address:
        scanner = ClamavScanner(address)
        assert await scanner.scan(harmful) == _FOUND
        assert await scanner.scan(clean) == Verdict()


async def test_whether_it_is_there_can_be_asked() -> None:
    async with clamd_over_tcp(Clamd()) as address:
        await ClamavScanner(address).ping()
    with pytest.raises(Unavailable):
        await ClamavScanner(address).ping()


async def test_an_empty_file_is_clean(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    async with clamd_over_tcp(Clamd()) as address:
        assert await ClamavScanner(address).scan(path) == Verdict()


async def test_files_are_scanned_at_the_same_time(clean: Path, harmful: Path) -> None:
    async with clamd_over_tcp(Clamd()) as address:
        scanner = ClamavScanner(address)
        verdicts = await asyncio.gather(*(scanner.scan(path) for path in (clean, harmful) * 5))
    assert verdicts == [Verdict(), _FOUND] * 5


async def test_a_file_that_is_too_long_for_the_scanner_stays_unknown(clean: Path) -> None:
    async with clamd_over_tcp(Clamd(most_bytes=100_000)) as address:
        with pytest.raises(Unavailable):
            await ClamavScanner(address).scan(clean)


async def test_without_clamd_nothing_is_said_of_a_file(clean: Path, tmp_path: Path) -> None:
    async with clamd_over_tcp(Clamd()) as gone:
        pass
    for address in (gone, str(tmp_path / "nowhere.ctl")):
        with pytest.raises(Unavailable):
            await ClamavScanner(address).scan(clean)


@pytest.mark.parametrize(
    "said", [b"", b"stream: OK", b"nonsense\0", b"stream: lstat() failed. ERROR\0", b"x" * 9_000]
)
async def test_anything_but_a_verdict_is_none(clean: Path, said: bytes) -> None:
    async def answer(_: StreamReader, writer: StreamWriter) -> None:
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Unavailable):
            await ClamavScanner(f"127.0.0.1:{port}").scan(clean)


async def test_a_scanner_that_says_nothing_is_not_waited_for(clean: Path) -> None:
    over = asyncio.Event()

    async def silent(_: StreamReader, writer: StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Unavailable):
            await ClamavScanner(f"127.0.0.1:{port}", within=0.1).scan(clean)
        over.set()


@pytest.mark.skipif(shutil.which("clamd") is None, reason="clamd is not installed here")
async def test_clamd_itself_finds_it(harmful: Path, clean: Path, tmp_path: Path) -> None:
    clamd, database, socket = shutil.which("clamd"), tmp_path / "signatures", tmp_path / "clamd.ctl"
    database.mkdir()
    (database / "test.ndb").write_text(f"Eicar:0:0:{EICAR.hex()}\n")
    settings = tmp_path / "clamd.conf"
    settings.write_text(f"LocalSocket {socket}\nDatabaseDirectory {database}\nForeground yes\n")
    process = await asyncio.create_subprocess_exec(str(clamd), f"--config-file={settings}")
    try:
        async with asyncio.timeout(60):
            while not socket.exists():  # noqa: ASYNC110 — no event tells of it
                await asyncio.sleep(0.1)
        scanner = ClamavScanner(str(socket))
        assert (await scanner.scan(harmful)).threat is not None
        assert await scanner.scan(clean) == Verdict()
    finally:
        process.terminate()
        await process.wait()

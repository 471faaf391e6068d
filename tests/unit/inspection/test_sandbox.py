"""Whatever a file does to the child, the server goes on, and the next file is looked at."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sorbo_adapters.inspection.inspector import SandboxedInspector
from sorbo_adapters.inspection.messages import Look, Refusal, Seen
from sorbo_adapters.inspection.sandbox import Sandbox
from sorbo_core.files.errors import FileRefused
from sorbo_core.files.faults import Fault
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.files.kind import FileKind, MediaType
from support.corpus.papers import paper
from support.loaded import loaded_by

_OPENERS = {"pikepdf", "pillow", "pypdf", "lxml"}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    made = Sandbox()
    yield made
    await made.close()


@pytest.fixture
def look(tmp_path: Path) -> Look:
    path = tmp_path / "uploaded"
    path.write_bytes(paper())
    return Look(str(path), MediaType.PDF)


def _environ(pid: int) -> str:
    environ = Path(f"/proc/{pid}/environ")
    if not environ.exists():
        pytest.skip("the system does not show it")
    return environ.read_text()


def _pid(sandbox: Sandbox) -> int:
    assert sandbox._child is not None
    return sandbox._child.pid


async def test_one_child_looks_at_many_files(sandbox: Sandbox, look: Look) -> None:
    assert await sandbox.run(look, within=20) == Seen()
    first = _pid(sandbox)
    assert await sandbox.run(look, within=20) == Seen()
    assert _pid(sandbox) == first


async def test_a_crash_refuses_the_file_and_the_next_one_gets_another_child(
    sandbox: Sandbox, look: Look
) -> None:
    await sandbox.run(look, within=20)
    first = _pid(sandbox)
    os.kill(first, signal.SIGSTOP)
    asked = asyncio.create_task(sandbox.run(look, within=20))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    assert await asked == Refusal(Fault.UNREADABLE, "crash")
    assert await sandbox.run(look, within=20) == Seen()
    assert _pid(sandbox) != first


async def test_a_file_that_takes_too_long_is_refused(sandbox: Sandbox, look: Look) -> None:
    await sandbox.run(look, within=20)
    first = _pid(sandbox)
    os.kill(first, signal.SIGSTOP)
    assert await sandbox.run(look, within=0.05) == Refusal(Fault.UNREADABLE, "time")
    assert await sandbox.run(look, within=20) == Seen()
    assert _pid(sandbox) != first


async def test_what_nobody_foresaw_refuses_the_file_and_ends_the_child(
    sandbox: Sandbox, look: Look, tmp_path: Path
) -> None:
    answer = await sandbox.run(Look(str(tmp_path / "nowhere"), MediaType.PDF), within=20)
    assert answer == Refusal(Fault.UNREADABLE, "FileNotFoundError")
    assert sandbox._child is None
    assert await sandbox.run(look, within=20) == Seen()


async def test_who_goes_away_takes_nobody_s_answer(sandbox: Sandbox, look: Look) -> None:
    await sandbox.run(look, within=20)
    os.kill(_pid(sandbox), signal.SIGSTOP)
    asked = asyncio.create_task(sandbox.run(look, within=20))
    await asyncio.sleep(0.01)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    other = Look(look.path, MediaType.PNG)
    assert await sandbox.run(other, within=20) == Refusal(Fault.EXTENSION_MISMATCH, "PDF")


async def test_too_many_that_wait_are_turned_away(look: Look) -> None:
    sandbox = Sandbox(most_waiting=2)
    waiting = [asyncio.create_task(sandbox.run(look, within=20)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await sandbox.run(look, within=20)
    assert await asyncio.gather(*waiting) == [Seen(), Seen()]
    await sandbox.close()


async def test_a_child_is_replaced_after_many_files(
    sandbox: Sandbox, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sorbo_adapters.inspection.sandbox._TASKS_OF_A_CHILD", 2)
    await sandbox.run(look, within=20)
    await sandbox.run(look, within=20)
    assert sandbox._child is None


async def test_the_child_knows_no_secret(
    sandbox: Sandbox, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORBO_SIGNING_KEY", "secret")
    await sandbox.run(look, within=20)
    assert "SORBO" not in _environ(_pid(sandbox))


async def test_an_answer_that_is_none_is_a_crash(
    sandbox: Sandbox, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ("b'\\0\\0\\0\\2\\x91\\xc0'", "b'\\xff' * 9", "b'\\0\\0'"):
        script = f"import sys; w = sys.stdout.buffer.write; w(bytes(4) + {said}); sys.stdout.flush()"
        monkeypatch.setattr("sorbo_adapters.inspection.sandbox._START", script)
        assert await sandbox.run(look, within=20) == Refusal(Fault.UNREADABLE, "crash")


async def test_when_the_service_stops_a_file_is_as_unknown_as_before(sandbox: Sandbox, look: Look) -> None:
    await sandbox.run(look, within=20)
    os.kill(_pid(sandbox), signal.SIGTERM)
    assert await sandbox.run(look, within=20) == Seen()
    os.kill(_pid(sandbox), signal.SIGSTOP)
    asked = asyncio.create_task(sandbox.run(look, within=20))
    await asyncio.sleep(0)
    await sandbox.close()
    with pytest.raises(Unavailable):
        await asked
    assert await sandbox.run(look, within=20) == Seen()


async def test_without_a_child_nothing_is_said_about_the_file(
    sandbox: Sandbox, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sorbo_adapters.inspection.sandbox._START", "raise SystemExit")
    with pytest.raises(Unavailable):
        await sandbox.run(look, within=20)


def test_the_server_loads_nothing_that_opens_files() -> None:
    loaded = loaded_by(
        "import sorbo_adapters.inspection.inspector, sorbo_adapters.inspection.image_workshop, "
        "sorbo_adapters.clamav.scanner"
    )
    assert loaded & _OPENERS == set()


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.com', 80)",
        "import urllib.request; urllib.request.urlopen('http://example.com')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('/tmp/written', 'w')",
        "import os; os.open('/tmp/written', os.O_RDWR | os.O_CREAT)",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_behind_the_fence_nothing_is_reached_started_or_written(attempt: str) -> None:
    script = (
        "from sorbo_adapters.inspection.child import fence\n"
        f"fence.put_up()\nfence.begin_task('/nowhere')\n{attempt}"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603 — our own script
    assert "Fenced" in done.stderr.splitlines()[-1]


def test_memory_behind_the_fence_has_an_end() -> None:
    script = "from sorbo_adapters.inspection.child import fence\nfence.put_up()\nbytearray(2_000_000_000)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603 — our own script
    assert done.stderr.splitlines()[-1] == "MemoryError"


@pytest.mark.parametrize(
    ("name", "kind", "fault"),
    [
        ("cv.exe", FileKind.CV, Fault.TYPE_NOT_ALLOWED),
        ("cv.pdf.exe", FileKind.CV, Fault.TYPE_NOT_ALLOWED),
        ("cv\u202efdp.exe", FileKind.CV, Fault.TYPE_NOT_ALLOWED),
        ("cv.xlsx", FileKind.CV, Fault.TYPE_NOT_ALLOWED),
        ("cv", FileKind.CV, Fault.NAME_INVALID),
        ("logo.svg", FileKind.IMAGE, Fault.VECTOR_IMAGE),
        ("cv.docx", FileKind.CV, Fault.EXTENSION_MISMATCH),
    ],
)
async def test_a_name_that_claims_what_is_not_allowed_is_refused(
    inspector: SandboxedInspector, look: Look, name: str, kind: FileKind, fault: Fault
) -> None:
    with pytest.raises(FileRefused) as refused:
        await inspector.inspect(Path(look.path), kind=kind, name=name)
    assert refused.value.violations[0].code == fault


@pytest.mark.parametrize("name", ["a" * 300 + ".pdf", "سيرة ذاتية.pdf", "CV.PDF"])
async def test_long_names_and_names_from_right_to_left_are_names(
    inspector: SandboxedInspector, look: Look, name: str
) -> None:
    inspected = await inspector.inspect(Path(look.path), kind=FileKind.CV, name=name)
    assert inspected.media_type is MediaType.PDF


async def test_a_file_that_is_too_large_is_not_opened(inspector: SandboxedInspector, tmp_path: Path) -> None:
    path = tmp_path / "uploaded"
    with path.open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(FileRefused) as refused:
        await inspector.inspect(path, kind=FileKind.CV, name="cv.pdf")
    assert refused.value.violations[0].code == Fault.TOO_LARGE

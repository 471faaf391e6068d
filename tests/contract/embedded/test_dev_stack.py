"""The servers behind `sorbo dev`, as a whole."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
from pymongo import AsyncMongoClient
from redis.asyncio import Redis

from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.errors import DirectoryInUse, EmbeddedError, PartMissing
from sorbo_web.cli.dev.stack import StepState, local_stack

_PROGRAM = """
import asyncio, signal, sys
from pathlib import Path
from sorbo_web.cli.dev.stack import local_stack

async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with local_stack(Path(sys.argv[1]), {}, on_step=lambda name, state: None):
        print("ready", flush=True)
        await stop.wait()

asyncio.run(main())
"""
_GIVEN = {
    "SORBO_MONGO_URL": "mongodb://db.example.com/",
    "SORBO_REDIS_URL": "redis://cache.example.com/",
    "SORBO_SMTP_URL": "smtp://mail.example.com",
}


class _Steps:
    def __init__(self) -> None:
        self.seen: list[tuple[str, StepState]] = []

    def __call__(self, name: str, state: StepState) -> None:
        self.seen.append((name, state))

    def of(self, name: str) -> list[StepState]:
        return [state for seen, state in self.seen if seen == name]


@contextmanager
def _running(directory: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _PROGRAM, str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 — our own
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def _working_on(directory: Path) -> list[str]:
    """Return the command lines of the processes that name the directory."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        # A server may show a title of its own; where it works tells as much.
        if str(directory) in line or _cwd(entry.parent).startswith(str(directory)):
            lines.append(line)
    return lines


def _cwd(process: Path) -> str:
    try:
        return str((process / "cwd").readlink())
    except OSError:
        return ""


def _all_gone(directory: Path, *, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while _working_on(directory):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


async def test_it_starts_everything_and_finds_its_data_the_next_time(tmp_path: Path) -> None:
    steps = _Steps()
    async with local_stack(tmp_path, {}, on_step=steps) as stack:
        async with AsyncMongoClient[dict[str, str]](stack.mongo_url) as mongo:
            await mongo.get_database("test").get_collection("notes").insert_one({"_id": "kept"})
        async with Redis.from_url(stack.redis_url) as redis:
            await redis.set("note", "kept")
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "gardé"
        port = int(stack.smtp_url.rpartition(":")[2])
        await aiosmtplib.send(mail, hostname="127.0.0.1", port=port, start_tls=False)

    everything = [StepState.STARTING, StepState.READY, StepState.STOPPING, StepState.STOPPED]
    assert {name: steps.of(name) for name, _ in steps.seen} == dict.fromkeys(
        ("MongoDB", "Valkey", "SMTP"), everything
    )
    assert _all_gone(tmp_path, within=0)

    async with local_stack(tmp_path, {}, on_step=_Steps()) as again:
        async with AsyncMongoClient[dict[str, str]](again.mongo_url) as mongo:
            assert await mongo.get_database("test").get_collection("notes").find_one() == {"_id": "kept"}
        async with Redis.from_url(again.redis_url) as redis:
            assert await redis.get("note") == b"kept"
        assert again.mailbox
        assert [mail.subject for mail in await again.mailbox.newest()] == ["gardé"]


async def test_what_the_environment_gives_is_not_started(tmp_path: Path) -> None:
    steps = _Steps()
    async with local_stack(tmp_path, _GIVEN, on_step=steps) as stack:
        assert stack.mongo_url == _GIVEN["SORBO_MONGO_URL"]
        assert stack.redis_url == _GIVEN["SORBO_REDIS_URL"]
        assert stack.smtp_url == _GIVEN["SORBO_SMTP_URL"]
        assert stack.mailbox is None

    assert [state for _, state in steps.seen] == [StepState.GIVEN] * 3


async def test_in_memory_only_mails_are_caught_and_nothing_is_kept(tmp_path: Path) -> None:
    async with local_stack(tmp_path / "data", {}, memory=True, on_step=_Steps()) as stack:
        assert (stack.mongo_url, stack.redis_url) == ("", "")
        assert stack.mailbox
        assert stack.directory.exists()

    assert not stack.directory.exists()
    assert not (tmp_path / "data").exists()


async def test_a_second_run_on_the_same_directory_is_refused(tmp_path: Path) -> None:
    async with local_stack(tmp_path, _GIVEN, on_step=_Steps()):
        with pytest.raises(DirectoryInUse, match=f"process {os.getpid()}"):
            async with local_stack(tmp_path, _GIVEN, on_step=_Steps()):
                pass


async def test_one_missing_part_is_told_and_the_others_are_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(part: binaries.Part) -> Path:
        if part is binaries.VALKEY:
            raise PartMissing("No Valkey here.")
        return found

    found = binaries.find(binaries.MONGODB)
    monkeypatch.setattr(binaries, "find", find)

    with pytest.raises(EmbeddedError, match=r"^No Valkey here\.$"):
        async with local_stack(tmp_path, {}, on_step=_Steps()):
            pass

    assert _all_gone(tmp_path, within=0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_nothing_stays_behind_when_it_is_killed_and_it_starts_again(tmp_path: Path) -> None:
    with _running(tmp_path) as process:
        assert len(_working_on(tmp_path)) >= 3
        process.kill()
        process.wait()
        assert _all_gone(tmp_path)

    with _running(tmp_path):
        pass
    assert _all_gone(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_sigterm_stops_everything_before_it_ends(tmp_path: Path) -> None:
    with _running(tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert _all_gone(tmp_path, within=0)


async def test_a_start_that_is_cancelled_leaves_nothing_behind(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def run() -> None:
        async with local_stack(tmp_path, {}, on_step=lambda _name, _state: started.set()):
            raise AssertionError

    task = asyncio.create_task(run())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert _all_gone(tmp_path, within=0)

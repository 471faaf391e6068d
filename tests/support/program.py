"""The `sorbo` command as a process of its own."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeVar

import httpx

from sorbo_adapters.embedded.ports import free_port

T = TypeVar("T")

PATIENCE = 30.0


async def eventually(
    condition: Callable[[], Awaitable[T | None]], *, within: float = PATIENCE, every: float = 0.05
) -> T:
    """Return the first result of the condition that is not None or False; fail when time is up."""
    async with asyncio.timeout(within):
        while not (result := await condition()):  # noqa: ASYNC110 — it lies in another process
            await asyncio.sleep(every)
        return result


class Program:
    """`sorbo …` with an HTTP client for what it serves.

    Args:
        arguments: those of the command.
        folder: where it runs, and where its output goes.
        settings: its SORBO_ variables; it has no others.
        port: where it will serve.
    """

    def __init__(self, *arguments: str, folder: Path, settings: dict[str, str], port: int = 0) -> None:
        self.port = port or free_port()
        self._arguments = arguments
        self._folder = folder
        self._environ = {k: v for k, v in os.environ.items() if not k.startswith("SORBO_")} | settings
        self._process: Process | None = None
        self.client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=10)

    async def start(self) -> Self:
        """Start it and wait until it answers."""
        await self.launch()
        await self.answering()
        return self

    async def answering(self, *, within: float = PATIENCE) -> None:
        """Wait until it answers."""
        await eventually(self._is_alive, within=within)

    async def launch(self) -> None:
        """Start it."""
        with self.output_file.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "sorbo_web",
                *self._arguments,
                cwd=self._folder,
                env=self._environ | {"SORBO_PORT": str(self.port)},
                stdout=output,
                stderr=output,
            )

    @property
    def output_file(self) -> Path:
        """What it has written so far."""
        return self._folder / "output.txt"

    @property
    def output(self) -> str:
        """What it has written so far."""
        return self.output_file.read_text()

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    async def ended(self) -> int:
        """Wait for its end and return the exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), PATIENCE)

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """End it with a signal and return the exit code, once its children have gone too (Linux)."""
        assert self._process is not None
        children = children_of(self.pid)
        if self._process.returncode is None:
            self._process.send_signal(number)
        code = await self.ended()
        await eventually(lambda: _all_gone(children))
        return code

    async def kill(self) -> set[int]:
        """End it at once with whatever it started, as a power cut would; return which processes that was."""
        pids = self.tree()
        for pid in sorted(pids):  # the parent first: it would replace its children
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await self.ended()
        await eventually(lambda: _all_gone(pids))
        return pids

    def tree(self) -> set[int]:
        """Return its process and those that it started (Linux)."""
        return {self.pid} | children_of(self.pid)

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop(signal.SIGKILL)
        await self.client.aclose()

    async def _is_alive(self) -> bool:
        assert self._process is not None
        assert self._process.returncode is None, self.output
        try:
            answer = await self.client.get("/health/live")
        except httpx.TransportError:
            return False
        return answer.is_success


def children_of(*pids: int) -> set[int]:
    """Return the processes that descend from these (Linux)."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    found: set[int] = set()
    new = set(pids)
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


async def _all_gone(pids: set[int]) -> bool:
    return not any(is_running(pid) for pid in pids)


def is_running(pid: int) -> bool:
    """Tell whether a process is there and no zombie (Linux)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"

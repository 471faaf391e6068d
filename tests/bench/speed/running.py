"""Who takes part: each in a process of its own, on the core that the load does not have."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import msgspec

from sorbo_adapters.embedded.ports import free_port

HERE = Path(__file__).parent
_PATIENCE = 30.0


class Contestant(msgspec.Struct, frozen=True, kw_only=True):
    """One of those that are measured side by side.

    Attributes:
        command: starts it; PORT stands for its port.
        environ: what it is told beside.
        missing: what has to be installed before it can take part; empty when nothing has.
    """

    name: str
    command: tuple[str, ...]
    environ: dict[str, str]
    missing: str = ""


def python(name: str, target: str, *, needs: str = "", **environ: str) -> Contestant:
    """Return a contestant written in Python, served as ours is."""
    served = str(HERE / "contestants" / "served.py")
    return Contestant(
        missing=f"pip install {needs}" if needs and find_spec(needs) is None else "",
        name=name,
        command=(sys.executable, served, f"contestants.{target}", "PORT"),
        environ={"PYTHONPATH": str(HERE), **environ},
    )


def express(name: str, **environ: str) -> Contestant:
    """Return the Express contestant, or what it lacks."""
    missing = ""
    if shutil.which("node") is None:
        missing = "install Node.js 20 or later"
    elif not (HERE / "express" / "node_modules").is_dir():
        missing = f"run `npm ci` in {(HERE / 'express').relative_to(Path.cwd())}"
    server = str(HERE / "express" / "server.js")
    return Contestant(
        name=name,
        command=("node", server),
        environ={"NODE_ENV": "production", **environ},
        missing=missing,
    )


class Runner(msgspec.Struct, frozen=True):
    """A contestant that has started."""

    port: int
    pid: int


@asynccontextmanager
async def running(
    contestants: Iterable[Contestant], *, core: int, log: Path
) -> AsyncIterator[dict[str, Runner]]:
    """Start those that lack nothing; yield each by its name."""
    processes: list[asyncio.subprocess.Process] = []
    runners: dict[str, Runner] = {}
    with log.open("ab") as output:
        try:
            for each in contestants:
                port = free_port()
                process = await asyncio.create_subprocess_exec(
                    *(str(port) if word == "PORT" else word for word in each.command),
                    env={**os.environ, **each.environ, "PORT": str(port), "SORBO_PORT": str(port)},
                    stdout=output,
                    stderr=output,
                    preexec_fn=lambda: os.sched_setaffinity(0, [core]),
                )
                processes.append(process)
                runners[each.name] = Runner(port, process.pid)
            await asyncio.gather(*(_listening(runner.port) for runner in runners.values()))
            yield runners
        finally:
            for process in processes:
                with suppress(ProcessLookupError):
                    process.terminate()
            await asyncio.gather(*(process.wait() for process in processes))


async def _listening(port: int) -> None:
    async with asyncio.timeout(_PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return

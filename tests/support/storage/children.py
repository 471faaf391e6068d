"""Processes that work on a storage, to be ended in the middle."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from support.storage import child

_SECONDS = 60


@asynccontextmanager
async def working(work: Callable[..., Any], where: str) -> AsyncIterator[Process]:
    """Have a process do one of the works of `child`; kill it at the end, if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(child.__file__)), work.__name__, where, stdout=PIPE
    )
    try:
        async with asyncio.timeout(_SECONDS):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def line_of(process: Process) -> str:
    """Return the next line that it prints, empty at its end."""
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


async def killed(process: Process) -> list[str]:
    """Kill it as a crash would; return what it had printed since the last line that was read."""
    process.kill()
    printed, _ = await process.communicate()
    return printed.decode().splitlines()

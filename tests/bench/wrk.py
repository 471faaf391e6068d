"""wrk, which asks as fast as it is answered."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path


async def wrk(
    url: str, *, script: Path, connections: int, seconds: float, environ: Mapping[str, str] | None = None
) -> asyncio.subprocess.Process:
    """Start it, on the core of the caller; what its script says comes through `stderr`."""
    return await asyncio.create_subprocess_exec(
        "wrk",
        "--threads=1",
        f"--connections={connections}",
        f"--duration={seconds:.0f}s",
        f"--script={script}",
        url,
        env={**os.environ, **(environ or {})},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )

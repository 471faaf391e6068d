"""What the commands of all benchmarks have in common."""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec
from loguru import logger


class Shown(Protocol):
    """What was measured: figures that are kept, and said in words."""

    def lines(self) -> list[str]:
        """Return the figures in words."""


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """Return what reads the options of a benchmark, to which it adds its own."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", type=Path, help="file that the figures are written to")
    return parser


def run(parser: argparse.ArgumentParser, measured: Callable[[Path, Any], Awaitable[Shown]]) -> None:
    """Measure in a folder that does not outlive it, as the options say; print, and write the figures."""
    logger.remove()
    options = parser.parse_args()

    async def within(folder: str) -> Shown:
        return await measured(Path(folder), options)

    with tempfile.TemporaryDirectory(prefix="sorbo-bench-") as folder:
        result = asyncio.run(within(folder))
    print("\n".join(result.lines()))
    if options.json:
        options.json.write_bytes(msgspec.json.encode(result))

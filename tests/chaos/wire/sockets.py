"""Which process is at the other end of a connection on this machine (Linux)."""

import os
from collections.abc import Iterable
from pathlib import Path

_LOCAL = "0100007F"


def owner_of(port: int, *, to: int, among: Iterable[int]) -> int | None:
    """Return which of the processes connected from one port of 127.0.0.1 to another."""
    ends = [f"{_LOCAL}:{port:04X}", f"{_LOCAL}:{to:04X}"]
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines())
    inode = next((row[9] for row in rows if row[1:3] == ends), None)
    return next((pid for pid in among if f"socket:[{inode}]" in _files_of(pid)), None)


def _files_of(pid: int) -> list[str]:
    try:
        return [os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir()]  # noqa: PTH115 — what it links to is no path
    except OSError:
        return []

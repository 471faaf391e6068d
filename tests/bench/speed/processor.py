"""How much of a processor somebody takes: what is left of a measurement where the machine is shared."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of_processor(pid: int) -> float:
    """Return what a process and those that it started have used so far."""
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        each = int(stat.parent.name)
        parents[each] = int(fields[1])
        used[each] = (int(fields[11]) + int(fields[12])) / _TICKS
    return sum(seconds for each, seconds in used.items() if _descends(each, pid, parents))


def _descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid and pid != ancestor:
        pid = parents.get(pid, 0)
    return pid == ancestor

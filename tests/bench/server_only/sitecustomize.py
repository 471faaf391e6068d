"""Hides from a process what BENCH_ABSENT names, as if it were not installed.

Python imports it at its start where this folder is on the path.
"""

import os
import sys

_ABSENT = frozenset(os.environ.get("BENCH_ABSENT", "").split(","))


class NotInstalled:
    """Finds nothing of these packages, and lets nobody else."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002 — as Python calls it
        """Refuse what is absent."""
        if name.partition(".")[0] in _ABSENT:
            msg = f"No module named {name!r}"
            raise ModuleNotFoundError(msg, name=name)


sys.meta_path.insert(0, NotInstalled())

"""Files that only their owner reads: keys, passwords, URLs with passwords."""

import os
from collections.abc import Callable
from pathlib import Path


def write_privately(file: Path, text: str) -> None:
    """Write the file, readable and writable by its owner alone from its first byte on."""
    draft = file.with_suffix(".draft")
    # Opened with its mode: between creating it and a chmod, others could read it.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
    draft.replace(file)


def read_or_write(file: Path, make: Callable[[], str]) -> str:
    """Return what the file holds; a file that is not there is written first."""
    if not file.exists():
        write_privately(file, make())
    return file.read_text(encoding="utf-8")

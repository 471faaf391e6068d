"""The report of an import: one JSON line for each record."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one record.

    Attributes:
        kind: of what it is.
        record: its number in its file, from 1, or its id in its database.
        title: by which people know it; empty where it has none.
        outcome: created, updated, unchanged or refused.
        aside: the names of its keys that were kept aside.
        notes: what of it was not taken over although the rest was, in words.
        reasons: why it was refused, in words.
    """

    kind: str
    record: int | str
    title: str
    outcome: str
    aside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Report:
    """Writes lines as they come, so that an import that is cut off leaves what was done.

    Args:
        file: open to write to; None where nobody wants a report.
    """

    def __init__(self, file: BinaryIO | None = None) -> None:
        self._file = file

    def add(self, line: Line) -> None:
        """Write a line."""
        if self._file is not None:
            self._file.write(msgspec.json.encode(line) + b"\n")
            self._file.flush()


@contextmanager
def open_report(path: Path | None) -> Iterator[Report]:
    """Give a report that is written to this file, which only its owner reads; what is there goes.

    Raises:
        OSError: it cannot be written to.
    """
    if path is None:
        yield Report()
        return
    # Titles of records may be names of people.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield Report(file)

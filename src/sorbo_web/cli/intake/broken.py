"""The file of what could not be taken over, kept for repair."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Self

import msgspec


class Broken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document that could not be taken over: one line of the file.

    Attributes:
        collection: where it was found.
        reasons: what is wrong with it, in words.
        document: all of it, as Extended JSON; to be mended.
        fault: what kept it from being read at all, as `ExistingDocument.fault`.
    """

    collection: str
    reasons: tuple[str, ...] = ()
    fault: str | None = None
    document: dict[str, Any]


class BrokenFile:
    """Writes broken documents, readable by its owner alone; there is no file as long as there is none.

    Args:
        path: of the file. What is there is left alone, as it may be half mended: `name-2.jsonl` follows.
    """

    def __init__(self, path: Path) -> None:
        self._asked = path
        self._file: BinaryIO | None = None
        self.path: Path | None = None
        self.count = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def add(
        self, collection: str, document: Mapping[str, Any], *, reasons: Sequence[str], fault: str | None
    ) -> None:
        """Write a document down.

        Raises:
            OSError: the file cannot be written to.
        """
        line = Broken(collection=collection, reasons=tuple(reasons), fault=fault, document=dict(document))
        file = self._opened()
        file.write(msgspec.json.encode(line) + b"\n")
        file.flush()
        self.count += 1

    def _opened(self) -> BinaryIO:
        number = 1
        while self._file is None:
            suffix = f"-{number}" if number > 1 else ""
            self.path = self._asked.with_stem(f"{self._asked.stem}{suffix}")
            number += 1
            try:
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            self._file = os.fdopen(handle, "wb")
        return self._file


def read_broken(path: Path) -> Iterator[tuple[int, Broken | None]]:
    """Yield the documents of a file with the numbers of their lines; None for a line that is none.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, _decoded(line)


def _decoded(line: bytes) -> Broken | None:
    try:
        return msgspec.json.decode(line, type=Broken)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None

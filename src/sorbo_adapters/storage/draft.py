"""A file that is being written, until it takes its place whole and on the disk."""

import os
import secrets
import time
from pathlib import Path
from threading import Lock
from typing import BinaryIO

DRAFTS = ".drafts"
"""Where drafts are, in the root: on the same disk as what they become, and no key."""

_OWNER_ONLY, _OWNER_ONLY_FOLDER = 0o600, 0o700
_ABANDONED_AFTER = 24 * 3600
"""Seconds; nobody writes at one file for so long, so its writer was killed."""


class Draft:
    """One file, written from any thread, one call at a time.

    Whoever began it calls `discard` in the end, which does nothing to what took its place.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / DRAFTS / secrets.token_hex(16)
        self._file: BinaryIO | None = None
        self._over = False
        # A call that was cancelled goes on in its thread, and must not meet a descriptor that is another's.
        self._lock = Lock()

    def write(self, piece: bytes) -> None:
        """Add some bytes; nothing happens once it is discarded."""
        with self._lock:
            if not self._over:
                self._opened().write(piece)

    def become(self, target: Path) -> None:
        """Take the place of the target, and return once that would survive a power cut."""
        with self._lock:
            if self._over:
                return
            file = self._opened()
            os.fsync(file.fileno())
            make_folder(target.parent, below=self._root)
            self._path.replace(target)
            flush_folder(target.parent)

    def discard(self) -> None:
        """Remove what did not take its place."""
        with self._lock:
            self._over = True
            if self._file is not None:
                self._file.close()
                self._path.unlink(missing_ok=True)

    def _opened(self) -> BinaryIO:
        if self._file is None:
            make_folder(self._path.parent, below=self._root)
            # Unbuffered: what is written has to be in the file when it is flushed.
            self._file = open(self._path, "xb", buffering=0, opener=_private)  # noqa: SIM115 — Path.open takes no opener; `discard` closes it
        return self._file


def remove_abandoned(root: Path) -> None:
    """Remove the drafts of processes that were killed."""
    before = time.time() - _ABANDONED_AFTER
    for draft in (root / DRAFTS).glob("*"):
        if draft.stat().st_mtime < before:
            draft.unlink(missing_ok=True)


def make_folder(folder: Path, *, below: Path) -> None:
    """Make a folder and those that it is in, each on the disk before anything is in it."""
    if folder.is_dir():
        return
    if folder == below:
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    else:
        make_folder(folder.parent, below=below)
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, exist_ok=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Return once the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)

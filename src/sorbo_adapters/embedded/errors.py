"""What keeps a local server from running, each as a sentence for the person at the terminal."""

import re
import signal
from pathlib import Path

_CLUES = (
    (
        re.compile(r"error while loading shared libraries: libcurl\.so\.4"),
        "it needs libcurl; on Debian or Ubuntu run: apt-get install libcurl4",
    ),
    (
        re.compile(r"error while loading shared libraries: (\S+):"),
        r"it needs the system library \1; install the package that has it",
    ),
    (
        re.compile(r"version `(GLIBC\w*_[\d.]+)' not found"),
        r"it needs a newer system than this one (\1)",
    ),
    (
        re.compile(r"cannot execute: (.+)"),
        r"this system cannot execute it (\1)",
    ),
    (
        re.compile(r"[Aa]ddress already in use"),
        "its port was taken in the meantime; start again",
    ),
    (
        re.compile(r"DBPathInUse"),
        "another mongod still works on its data; stop that one first",
    ),
    (
        re.compile(r"UPGRADE PROBLEM|Can't handle RDB format"),
        "its data was written by another version; choose another directory with --data-dir",
    ),
    (
        re.compile(r"[Nn]o space left on device"),
        "the disk is full",
    ),
)
_TAIL_LINES = 5


class EmbeddedError(Exception):
    """What is wrong and what to do about it, ready to be printed."""


class PartMissing(EmbeddedError):
    """There is no program for this part on this machine."""


class PartBroken(EmbeddedError):
    """The program is there, but it cannot run, or it stopped while it started."""


class DirectoryInUse(EmbeddedError):
    """Another process works on this data directory."""

    def __init__(self, directory: Path, pid: str) -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(
            f"The data directory {directory} is in use by {who}: "
            "stop it, or choose another one with --data-dir."
        )


class DirectoryUnusable(EmbeddedError):
    """The data directory can be neither made nor written."""

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(
            f"The data directory {directory} cannot be used ({reason}): choose another one with --data-dir."
        )


def diagnose(title: str, log: Path, returncode: int) -> str:
    """Return one sentence on why it ended, with what to do where that is known, else the log's end."""
    written = log.read_text(errors="replace")
    for clue, meaning in _CLUES:
        if found := clue.search(written):
            return f"{title} cannot start: {found.expand(meaning)}."
    if returncode == -signal.SIGILL:
        return f"{title} cannot start: this processor lacks instructions that it needs (AVX)."
    tail = "\n".join(f"  {line}" for line in written.splitlines()[-_TAIL_LINES:])
    return f"{title} stopped while it started (status {returncode}); the end of its log, {log}:\n{tail}"

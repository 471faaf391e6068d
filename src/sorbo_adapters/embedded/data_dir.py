"""The directory that the local servers keep their data in, for one process at a time."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import msgspec

from sorbo_adapters.embedded.errors import DirectoryInUse, DirectoryUnusable
from sorbo_adapters.embedded.ports import free_port, is_free

if sys.platform != "win32":
    import fcntl


class DataDir:
    """A directory with a folder, a log and a remembered port for each part.

    Raises:
        DirectoryUnusable: it can be neither made nor written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            # It may lie in a checkout; nothing in it is meant to be committed.
            (self.root / ".gitignore").write_text("*\n")
        except OSError as error:
            raise DirectoryUnusable(self.root, error.strerror or str(error)) from error
        self._ports_file = self.root / "ports.json"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the directory for this process; its end, of whatever kind, gives it back.

        Raises:
            DirectoryInUse: another process keeps it.
        """
        with (self.root / "lock").open("a+") as lock:
            self._take(lock)
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def _take(self, lock: TextIO) -> None:
        if sys.platform == "win32":
            raise DirectoryUnusable(self.root, "local servers run on Linux and macOS only")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise DirectoryInUse(self.root, lock.read().strip()) from None

    def folder(self, part: str) -> Path:
        """Return the part's own folder, which exists."""
        folder = self.root / part
        folder.mkdir(exist_ok=True)
        return folder

    def log(self, part: str) -> Path:
        """Return where the part's output goes."""
        return self.folder("logs") / f"{part}.log"

    def port(self, part: str) -> int:
        """Return the port that the part had last time if it is free, else another one; remember it."""
        ports = self._ports()
        port = ports.get(part)
        if port is None or not is_free(port):
            port = free_port()
            self._remember(ports | {part: port})
        return port

    def _ports(self) -> dict[str, int]:
        try:
            return msgspec.json.decode(self._ports_file.read_bytes(), type=dict[str, int])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}

    def _remember(self, ports: dict[str, int]) -> None:
        draft = self._ports_file.with_suffix(".draft")
        draft.write_bytes(msgspec.json.encode(ports))
        draft.replace(self._ports_file)

"""A local server: a child process, a port, a folder with its data."""

from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from sorbo_adapters.embedded.processes import Child

_START_TIMEOUT = 30.0


class Server(ABC):
    """A server on the local interface that can be stopped, killed and started again on its data.

    Args:
        program: the executable.
        folder: where it keeps its data; it exists.
        log: the file its output goes to, emptied at every start.
        port: where it listens.
    """

    title: ClassVar[str]

    def __init__(self, *, program: Path, folder: Path, log: Path, port: int) -> None:
        self._program = program
        self._folder = folder
        self._log = log
        self.port = port
        self._child: Child | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients reach it."""

    @property
    def pid(self) -> int | None:
        """The id of its process while it runs."""
        return self._child.pid if self._child and self._child.running else None

    async def start(self) -> None:
        """Start it and wait until it serves.

        Raises:
            PartBroken: it cannot start.
        """
        child = Child(self.title, [str(self._program), *self._options()], log=self._log)
        try:
            await child.until(lambda: self._is_answering(child.pid), within=_START_TIMEOUT)
            await self._prepare()
        except BaseException:
            child.kill()
            raise
        self._child = child

    async def stop(self) -> None:
        """Stop it in good order; nothing happens if it does not run."""
        if self._child:
            await self._child.stop()

    def kill(self) -> None:
        """End it as a crash would."""
        if self._child:
            self._child.kill()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _is_answering(self, pid: int) -> bool:
        # Another process may have taken the port; it is not ours to prepare.
        return await self._answering_pid() == pid

    @abstractmethod
    def _options(self) -> list[str]:
        """Return the arguments of the program."""

    @abstractmethod
    async def _answering_pid(self) -> int | None:
        """Return the id of the process that answers on the port, None if none does."""

    async def _prepare(self) -> None:  # noqa: B027 — most servers need nothing
        """Do what is needed once it answers."""

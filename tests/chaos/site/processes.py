"""Our own processes, started again when they die, as a service manager would."""

from datetime import datetime
from enum import Enum
from pathlib import Path

import httpx
import msgspec

from sorbo_adapters.embedded.ports import LOCALHOST, free_port
from support.program import Program

_PATIENCE = 10
_AROUND = 6.0
_STARTS_WITHIN = 120.0


class Layout(Enum):
    """The processes of a site: the names of those that do the background work beside the API."""

    TOGETHER = ()
    APART = ("worker 1", "worker 2")


class Processes:
    """One API, and the workers of a layout.

    Args:
        folder: where their output goes.

    Attributes:
        dead: those of the system that were killed.
        settings: what they have in common.
        client: of the API, across its restarts.
        problems: what went wrong with them, in words.
    """

    def __init__(self, folder: Path) -> None:
        self.dead: set[int] = set()
        self.settings: dict[str, str] = {}
        self.problems: list[str] = []
        self._folder = folder
        self._outputs: dict[int, Path] = {}
        self._port = free_port()
        self.client = httpx.AsyncClient(base_url=f"http://{LOCALHOST}:{self._port}", timeout=_PATIENCE)
        self._running: dict[str, Program] = {}

    def trees(self) -> dict[str, set[int]]:
        """Return the system's processes behind each of ours."""
        return {name: program.tree() for name, program in self._running.items()}

    def pid_of(self, name: str) -> int:
        """Return the process of ours with this name."""
        return self._running[name].pid

    def pids(self) -> set[int]:
        """Return all of them."""
        found = {pid: each.output_file for each in self._running.values() for pid in each.tree()}
        self._outputs |= found
        return set(found)

    def says_away(self, pid: int, instant: float) -> bool:
        """Tell whether a process has said, around an instant, that MongoDB did not answer it in time."""
        lines = self._outputs[pid].read_bytes().splitlines()
        said = [msgspec.json.decode(line)["time"] for line in lines if b"database is away" in line]
        return any(abs(datetime.fromisoformat(each).timestamp() - instant) < _AROUND for each in said)

    async def change_to(self, layout: Layout) -> None:
        """Stop what runs in good order and start the processes of a layout."""
        await self.stop()
        here = {"SORBO_WORK_IN_API": "false"} if layout.value else {}
        self._running = {
            "api": self._program("api", "serve", here),
            **{name: self._program(name, "worker", {}) for name in layout.value},
        }
        for name in layout.value:
            await self._running[name].launch()
        await self._running["api"].launch()
        await self.answering()

    async def kill(self, pid: int) -> str:
        """Kill the one that a process of the system belongs to, start it again, and return its name."""
        name = next(name for name, tree in self.trees().items() if pid in tree)
        self.dead |= await self._running[name].kill()
        await self._running[name].launch()
        return name

    async def answering(self) -> None:
        """Wait until the API answers."""
        await self._running["api"].answering(within=_STARTS_WITHIN)

    async def stop(self) -> None:
        """End all of them in good order."""
        for name, program in self._running.items():
            try:
                await program.stop()
            except TimeoutError:
                self.problems.append(f"{name} did not stop when it was asked to")
                await program.kill()
            await program.client.aclose()
        self._running = {}

    async def aclose(self) -> None:
        """Kill what still runs."""
        for program in self._running.values():
            await program.kill()
            await program.client.aclose()
        await self.client.aclose()

    def _program(self, name: str, command: str, more: dict[str, str]) -> Program:
        folder = self._folder / name.replace(" ", "-")
        folder.mkdir(parents=True, exist_ok=True)
        return Program(command, folder=folder, settings=self.settings | more, port=self._port)

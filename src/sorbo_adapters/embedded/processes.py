"""Child processes that do not outlive this one."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from sorbo_adapters.embedded.errors import PartBroken, diagnose

_LEASH = Path(__file__).with_name("leash.py")
_PAUSE = 0.02


class Child:
    """A running program, in a process group of its own, that writes to a log file.

    A Ctrl-C at the terminal does not reach it; this process decides when it stops. On Linux the
    kernel kills it when the thread that started it ends, so start it in one that stays: the main one.
    """

    def __init__(self, title: str, command: Sequence[str], *, log: Path) -> None:
        self._title = title
        self._log = log
        launcher = [sys.executable, "-I", "-S", str(_LEASH), str(os.getpid())]
        with log.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 — the command is our own
                [*launcher, *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    async def until(self, ready: Callable[[], Awaitable[bool]], *, within: float) -> None:
        """Wait until it is ready.

        Raises:
            PartBroken: it ended instead, or was not ready within so many seconds.
        """
        deadline = time.monotonic() + within
        while not await ready():
            if not self.running:
                raise PartBroken(diagnose(self._title, self._log, self._process.returncode))
            if time.monotonic() > deadline:
                message = f"{self._title} did not answer within {within:.0f} s; its log is {self._log}."
                raise PartBroken(message)
            await asyncio.sleep(_PAUSE)

    async def stop(self, *, grace: float = 10) -> None:
        """Ask it to end; after so many seconds of grace, or when this is cancelled, kill it."""
        if self.running:
            self._process.terminate()
        try:
            await asyncio.to_thread(self._process.wait, grace)
        except subprocess.TimeoutExpired:
            self.kill()
        except asyncio.CancelledError:
            self.kill()
            raise

    def kill(self) -> None:
        """End it at once, as a crash would, with whatever it started."""
        if self.running:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

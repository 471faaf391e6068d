"""A child process in which files are opened that nobody trusts: started when needed, kept, replaced."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import TypeVar

import msgspec

from sorbo_adapters.inspection.messages import (
    LENGTH_BYTES,
    MAX_REPLY,
    READY,
    Answer,
    Refusal,
    Reply,
    Task,
    framed,
)
from sorbo_core.files.faults import Fault
from sorbo_core.shared.errors import Unavailable

T = TypeVar("T")

_PART = "inspection"
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from sorbo_adapters.inspection.child.main import main; main()"
)
# Where shared libraries are is all that a child needs to know of the environment; secrets stay here.
_INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_STARTING_SECONDS = 60.0
_TASKS_OF_A_CHILD = 200
"""After so many files a child is replaced, so that nothing builds up in it."""
_MOST_WAITING = 64

_decoder = msgspec.msgpack.Decoder(Reply)


class Sandbox:
    """Runs tasks in a child process, one after the other.

    A child that crashes, takes too long or answers nonsense is ended, and its file refused as
    unreadable; the next file gets another child.

    Args:
        most_waiting: how many tasks may be under way or wait at once.
    """

    def __init__(self, *, most_waiting: int = _MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._waiting = 0
        self._turn = asyncio.Lock()
        self._child: Process | None = None
        self._tasks = 0
        self._closed = False

    async def run(self, task: Task, *, within: float) -> Answer:
        """Return what a child answers within so many seconds, or the refusal of the file.

        Raises:
            Unavailable: too many tasks wait, or no child can be started.
        """
        if self._waiting >= self._most_waiting:
            raise Unavailable(part=_PART)
        self._waiting += 1
        try:
            async with self._turn:
                return await self._run(task, within)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End the child. Whoever waits for it is told that nothing is known of the file."""
        self._closed = True
        await self._end()

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()

    async def _run(self, task: Task, within: float) -> Answer:
        child = self._child or await self._started()
        whole = False
        try:
            async with asyncio.timeout(within):
                reply = await _asked(child, task)
            self._tasks += 1
            whole = not reply.last and self._tasks < _TASKS_OF_A_CHILD
        except TimeoutError:
            return Refusal(Fault.UNREADABLE, "time")
        except (EOFError, OSError, msgspec.MsgspecError) as error:
            if self._closed:
                raise Unavailable(part=_PART) from error
            return Refusal(Fault.UNREADABLE, "crash")
        else:
            return reply.answer
        finally:
            # Also when whoever asked has gone: the answer that is still under way would be the next one's.
            if not whole:
                await self._end()

    async def _started(self) -> Process:
        try:
            self._child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-X", "utf8", "-c", _START),
                *(path for path in sys.path if path),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                cwd="/",
                env={name: os.environ[name] for name in _INHERITED if name in os.environ},
                start_new_session=True,
            )
            self._tasks, self._closed = 0, False
            await self._until_ready(self._child)
        except OSError as error:
            raise Unavailable(part=_PART) from error
        return self._child

    async def _until_ready(self, child: Process) -> None:
        ready = False
        try:
            async with asyncio.timeout(_STARTING_SECONDS):
                ready = await _pipe(child.stdout).readexactly(LENGTH_BYTES) == READY
        except (TimeoutError, EOFError) as error:
            raise Unavailable(part=_PART) from error
        finally:
            if not ready:
                await self._end()


async def _asked(child: Process, task: Task) -> Reply:
    _pipe(child.stdin).write(framed(task))
    output = _pipe(child.stdout)
    length = int.from_bytes(await output.readexactly(LENGTH_BYTES), "big")
    if length > MAX_REPLY:
        raise EOFError
    return _decoder.decode(await output.readexactly(length))


def _pipe(pipe: T | None) -> T:
    if pipe is None:  # asked for when the child was started
        raise EOFError
    return pipe

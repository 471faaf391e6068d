"""What the child may do: read, compute, write files of moderate size. No network, no programs."""

import contextlib
import os
import sys
from pathlib import Path

MEMORY_BYTES = 1_073_741_824
"""Address space. 50 megapixels take 200 MB once decoded, and some as much again on the way."""

CPU_SECONDS = 60
"""Of one task; the server, which looks at the clock, is less patient as a rule."""

_FILE_BYTES = 64_000_000
_OPEN_FILES = 64
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile")
_EXACTLY = frozenset(
    {"os.system", "os.kill", "os.putenv", "ctypes.dlopen", "shutil.rmtree", "webbrowser.open"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Fenced(BaseException):
    """The child did what nothing that opens a file has to do. No parser may catch it."""


_folders: list[str] = []


def put_up() -> None:
    """Bind this process, for good. Limits that the system does not know are left out."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 — not on Windows

        # Whoever uploads waits anyway; those who read do not wait for that.
        os.nice(10)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, _FILE_BYTES)
        _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    sys.addaudithook(_judge)


def begin_task(folder: str | None) -> None:
    """Give the next task its time, and a folder to write into, if any."""
    _folders[:] = [folder] if folder is not None else []
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 — not on Windows

        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _limit(which: int, most: int) -> None:
    import resource  # noqa: PLC0415 — not on Windows

    _, hard = resource.getrlimit(which)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    # macOS refuses to bound the address space.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (allowed, allowed))


def _judge(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or event in _EXACTLY:
        raise Fenced(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        path = os.fspath(arguments[0]) if isinstance(arguments[0], str | os.PathLike) else ""
        if not (_folders and str(Path(path).parent) == _folders[0]):
            raise Fenced(event)

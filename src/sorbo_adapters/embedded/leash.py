"""Run a program that dies with the process that asked for it: `leash.py PARENT-PID PROGRAM ARGUMENT…`.

A script of its own, since code that runs between fork and exec is not safe in a process with
threads. It imports nothing of the project: it runs on a bare interpreter.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_CANNOT_EXECUTE = 126


def main(parent: int, command: list[str]) -> None:
    """Become the program; on Linux, one that is killed as soon as the parent is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # The parent may have died before it was asked for its death.
        if os.getppid() != parent:
            sys.exit(_CANNOT_EXECUTE)
    try:
        os.execv(command[0], command)  # noqa: S606 — no shell is wanted
    except OSError as error:
        sys.stderr.write(f"cannot execute: {error.strerror}\n")
        sys.exit(_CANNOT_EXECUTE)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])

"""What a worker process of `sorbo serve` does beside serving."""

import ctypes
import multiprocessing
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Let this worker end when the process that manages it dies without telling (kill -9, on Linux).

    It would serve on unmanaged otherwise, and hold the port that the next start needs.
    """
    manager = multiprocessing.parent_process()
    if manager is None or sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != manager.pid:  # it died before we asked
        os.kill(os.getpid(), signal.SIGKILL)

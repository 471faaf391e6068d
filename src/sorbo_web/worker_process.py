"""What a process of `sorbo serve` or `sorbo worker` does beside its work."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_ALLOCATIONS_BEFORE_GC = 10_000


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


def settle() -> None:
    """Tell the garbage collector that what is loaded by now stays.

    It would look through all routes, schemas and modules again and again, for a tenth of a second each
    time; and with its own threshold of 700 allocations, it took 12 % of the time of a list.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_BEFORE_GC, 10, 10)

"""What a process of `sorbo serve` or `sorbo worker` does beside its work."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_M_ARENA_MAX = -8
_ARENAS = 2
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
    """Have memory looked after as suits a process that stays.

    The garbage collector takes what is loaded by now as given: it would look through all routes,
    schemas and modules again and again, for a tenth of a second each time; and with its own threshold
    of 700 allocations, it took 12 % of the time of a list.

    Threads share two heaps of glibc. Each would have one of its own, and keep what a large file has
    taken: 183 MB became 160 with twenty uploads at once.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_BEFORE_GC, 10, 10)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        # musl has one heap for all, and no such setting.
        if hasattr(libc, "mallopt"):
            libc.mallopt(_M_ARENA_MAX, _ARENAS)

"""How much long work a process does at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager

from sorbo_core.shared.errors import TooMany

_RETRY_AFTER = 10


class Slots:
    """So many may be taken at once; nobody waits for one.

    Args:
        most: how many.
    """

    def __init__(self, most: int) -> None:
        self._free = most

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold one.

        Raises:
            TooMany: all of them are taken.
        """
        if self._free < 1:
            raise TooMany(retry_after=_RETRY_AFTER)
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1


EXPORTS = Slots(4)
"""Those of staff, in the process: temporary files and connections are the process's as well."""

VISITORS = Slots(2)
"""Those of visitors."""

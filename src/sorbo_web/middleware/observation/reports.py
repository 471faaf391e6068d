"""Tells the log and the metrics of requests, many at once."""

import asyncio

from sorbo_web.middleware.observation.access_log import AccessLog
from sorbo_web.middleware.observation.ended import Ended
from sorbo_web.middleware.observation.metrics import HttpMetrics


class Reports:
    """Holds what there is to tell for a moment.

    A write costs as much as the rest of a fast answer, and what is done a hundred times in a row
    takes half the time. A process that is killed tells nothing of its last moment.

    Args:
        log: where each request is logged.
        metrics: where each request is counted.
        hold: seconds that a request waits for others at most; 0 tells of each at once.
    """

    def __init__(self, *, log: AccessLog, metrics: HttpMetrics, hold: float = 0) -> None:
        self.metrics = metrics
        self._log = log
        self._hold = hold
        self._held: list[Ended] = []

    def add(self, ended: Ended) -> None:
        """Tell of a request."""
        if not self._held and self._hold:
            asyncio.get_running_loop().call_later(self._hold, self.flush)
        self._held.append(ended)
        if not self._hold:
            self.flush()

    def flush(self) -> None:
        """Tell of what is held."""
        held, self._held = self._held, []
        if held:
            self._log.write(held)
            self.metrics.count(held)

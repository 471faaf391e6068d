"""Whom kept answers are counted for."""

from litestar.types import HTTPScope

from sorbo_core.shared.counting.tally import Tally
from sorbo_web.middleware.visitor import visitor_of


class Visits:
    """Counts who gets a kept answer as its use case counts who reads: once in a while, robots never."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def count(self, scope: HTTPScope, noun: str, id: str) -> None:
        """Count that whoever asks reads this."""
        visitor = visitor_of(scope)
        if visitor is not None:
            self._tally.count(noun, id, by=visitor)

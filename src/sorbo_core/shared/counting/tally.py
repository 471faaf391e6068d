"""The tally of one process: what it has counted and not written yet."""

from collections import Counter
from datetime import timedelta

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.counting.ports import Counted, Counters
from sorbo_core.shared.counting.recent import Recent
from sorbo_core.shared.ports import Clock

ONCE_IN = timedelta(minutes=30)
_MOST_REMEMBERED = 50_000


class Tally:
    """Counts in memory and writes many counts at once.

    Counting costs no write and cannot fail. A process that is killed loses what it counted since it
    last wrote; one that cannot reach the store keeps its counts until it can.
    """

    def __init__(self, *, counters: Counters, clock: Clock) -> None:
        self._counters = counters
        self._recent = Recent(clock=clock, keep=ONCE_IN, most=_MOST_REMEMBERED)
        self._counts: Counter[Counted] = Counter()

    def count(self, noun: str, id: str, *, by: str) -> None:
        """Count a use by somebody, once in ONCE_IN however often they come back."""
        if not self._recent.again(noun, id, by):
            self._counts[noun, id] += 1

    def visited(self, noun: str, id: str, *, actor: Actor, by: str | None) -> None:
        """Count a use by a visitor; those of staff and of robots, who are nobody (None), do not count."""
        if by is not None and actor.id is None:
            self.count(noun, id, by=by)

    async def flush(self) -> None:
        """Write what was counted. Where that fails it stays counted, so that nothing is lost.

        Raises:
            Unavailable: the store does not answer.
        """
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        written = False
        try:
            await self._counters.add(counts)
            written = True
        finally:
            if not written:
                self._counts.update(counts)

"""Counters in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sorbo_core.shared.counting.ports import Counted, Counters


class MemoryCounters(Counters):
    """Counters in memory."""

    def __init__(self) -> None:
        self._counts: Counter[Counted] = Counter()

    async def add(self, counts: Mapping[Counted, int]) -> None:
        self._counts.update(counts)

    async def read(self, noun: str, ids: Sequence[str]) -> Mapping[str, int]:
        return {id_: self._counts[noun, id_] for id_ in ids if (noun, id_) in self._counts}

    async def total(self, noun: str) -> int:
        return sum(n for (counted, _), n in self._counts.items() if counted == noun)

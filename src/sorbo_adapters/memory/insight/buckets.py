"""Buckets in memory."""

from collections import Counter
from typing import Any

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.shared.figures.buckets import Bucket, Buckets
from sorbo_core.shared.figures.period import Period


class MemoryBuckets(Buckets):
    """Counts the entities of a collection by some of their fields."""

    def __init__(self, collection: MemoryCollection[Any], *, values: tuple[str, ...]) -> None:
        self._collection = collection
        self._values = values

    async def __call__(self, period: Period) -> tuple[Bucket, ...]:
        counts = Counter(
            (f"{each['created_at']:%Y-%m}", *(each[name] for name in self._values))
            for each in self._collection.documents()
            if period.start <= each["created_at"] <= period.end
        )
        return tuple(
            Bucket(month=month, values=dict(zip(self._values, values, strict=True)), count=count)
            for (month, *values), count in counts.items()
        )

"""Avis in memory."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.reviews.avis import Avis, AvisState, Reviewed
from sorbo_core.reviews.errors import AvisNotFound, AvisRepeated
from sorbo_core.reviews.ports import Reviews
from sorbo_core.reviews.rating import Rating


class MemoryReviews(MemoryCollection[Avis], Reviews):
    """Avis in memory."""

    def __init__(self) -> None:
        super().__init__("avis", Avis, missing=AvisNotFound, unique={"key": AvisRepeated})

    async def ratings(self, noun: Reviewed, entry_ids: Collection[str]) -> Mapping[str, Rating]:
        rated = self._rated(noun)
        return {id_: rated[id_] for id_ in entry_ids if id_ in rated}

    async def all_ratings(self, noun: Reviewed, *, most: int) -> Mapping[str, Rating] | None:
        rated = self._rated(noun)
        return rated if sum(each.count for each in rated.values()) <= most else None

    def _rated(self, noun: Reviewed) -> dict[str, Rating]:
        stars: dict[str, list[int]] = defaultdict(list)
        for avis in map(self._decoded, self._documents.values()):
            if avis.noun is noun and avis.state is AvisState.APPROUVE:
                stars[avis.entry_id].append(avis.opinion.stars)
        return {id_: Rating.of(total=sum(given), count=len(given)) for id_, given in stars.items()}

"""How things are rated, kept in the process."""

from collections.abc import Collection, Mapping

from sorbo_core.reviews.avis import Reviewed
from sorbo_core.reviews.ports import Ratings, Reviews
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.caching.tables import Tables

_MADE_FROM = ("avis",)


class KeptRatings(Ratings):
    """Looks ratings up in a table of all of them while that is small, else asks for each."""

    def __init__(self, *, reviews: Reviews, tables: Tables) -> None:
        self._reviews = reviews
        self._tables = tables

    async def ratings(self, noun: Reviewed, entry_ids: Collection[str]) -> Mapping[str, Rating]:
        """Return how these things are rated."""
        table = await self._tables.whole(
            f"ratings/{noun}", _MADE_FROM, lambda most: self._reviews.all_ratings(noun, most=most)
        )
        if table is None:
            return await self._reviews.ratings(noun, entry_ids)
        return {id_: table[id_] for id_ in entry_ids if id_ in table}

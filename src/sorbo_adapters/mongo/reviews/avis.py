"""Avis in MongoDB."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.reviews.avis import AVIS, Avis, AvisState, Reviewed
from sorbo_core.reviews.errors import AvisNotFound, AvisRepeated
from sorbo_core.reviews.personal_data import AVIS_HELD
from sorbo_core.reviews.ports import Reviews
from sorbo_core.reviews.rating import Rating


class MongoReviews(MongoCollection[Avis], Reviews):
    """Avis in MongoDB. What is rated is counted from an index alone, when it is asked for."""

    name: ClassVar = "avis"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="author", paths=("key",), clash=AvisRepeated),
        Index(name="ratings", paths=("noun", "entry_id", "state", "opinion.stars")),
        *serving(AVIS, (), ("state",), ("noun", "entry_id", "state")),
        *forgetting(AVIS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Avis, missing=AvisNotFound)

    async def ratings(self, noun: Reviewed, entry_ids: Collection[str]) -> Mapping[str, Rating]:
        return await self._rated(rating(noun, entry_ids))

    async def all_ratings(self, noun: Reviewed, *, most: int) -> Mapping[str, Rating] | None:
        match, group = rating(noun)
        rated = await self._rated([match, {"$limit": most + 1}, group])
        return rated if sum(each.count for each in rated.values()) <= most else None

    async def _rated(self, pipeline: list[dict[str, Any]]) -> dict[str, Rating]:
        with translated():
            cursor = await self._collection.aggregate(pipeline)
            found = await cursor.to_list()
        return {each["_id"]: Rating.of(total=each["total"], count=each["count"]) for each in found}


def rating(noun: Reviewed, entry_ids: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return the pipeline that adds up the stars of what is approved, by entry (by default, of all)."""
    approved: dict[str, Any] = {"noun": {"$eq": noun.value}, "state": {"$eq": AvisState.APPROUVE.value}}
    if entry_ids is not None:
        approved["entry_id"] = {"$in": list(entry_ids)}
    added = {"_id": "$entry_id", "total": {"$sum": "$opinion.stars"}, "count": {"$sum": 1}}
    return [{"$match": approved}, {"$group": added}]

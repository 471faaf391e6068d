"""Mailing in MongoDB."""

from collections.abc import Sequence

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.gathered import Gathered
from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.suppression import Suppression


class MongoSuppressions(Suppressions):
    """Suppressed addresses in MongoDB; the address is the id."""

    name = "suppressions"

    def __init__(self, database: Database) -> None:
        self._suppressions = database[self.name]
        self._of = Gathered(self._with_addresses)

    async def find(self, address: str) -> Suppression | None:
        return (await self._of(address)).get(address)

    async def add(self, suppression: Suppression) -> None:
        stated = {"reason": suppression.reason, "since": suppression.since}
        with translated():
            await self._suppressions.update_one(
                {"_id": {"$eq": suppression.address}}, {"$setOnInsert": stated}, upsert=True
            )

    async def lift(self, address: str) -> bool:
        with translated():
            result = await self._suppressions.delete_one({"_id": {"$eq": address}})
        return result.deleted_count > 0

    async def list(self, *, after: str = "", limit: int = 100) -> tuple[Suppression, ...]:
        with translated():
            found = self._suppressions.find({"_id": {"$gt": after}}).sort("_id").limit(limit)
            return tuple(_decoded(document) for document in await found.to_list())

    async def _with_addresses(self, addresses: Sequence[str]) -> dict[str, Suppression]:
        with translated():
            found = await self._suppressions.find({"_id": {"$in": addresses}}).to_list()
        return {each.address: each for each in map(_decoded, found)}


def _decoded(document: Document) -> Suppression:
    return msgspec.convert({"address": document.pop("_id"), **document}, Suppression)

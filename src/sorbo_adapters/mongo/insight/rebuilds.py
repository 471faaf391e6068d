"""Progress of rebuilding the search index, in MongoDB."""

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.insight.ports import Rebuilds


class MongoRebuilds(Rebuilds):
    """A document for each kind that is under way."""

    name = "search_rebuilds"

    def __init__(self, database: Database) -> None:
        self._collection = database[self.name]

    async def reached(self, kind: str) -> str | None:
        with translated():
            found = await self._collection.find_one({"_id": kind})
        return None if found is None else str(found["reached"])

    async def reach(self, kind: str, id: str | None) -> None:
        with translated():
            if id is None:
                await self._collection.delete_one({"_id": kind})
            else:
                await self._collection.replace_one({"_id": kind}, {"reached": id}, upsert=True)

"""Counters in MongoDB.

One document each, `{_id: "<collection>/<entry>", n}`, in a collection of their own: an entry that is
read a thousand times a minute is not written, and neither its version nor its indexes are touched.
"""

from collections.abc import Mapping, Sequence

from pymongo import UpdateOne

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.shared.counting.ports import Counted, Counters


class MongoCounters(Counters):
    """Counters in MongoDB."""

    name = "counters"

    def __init__(self, database: Database) -> None:
        self._collection = database[self.name]

    async def add(self, counts: Mapping[Counted, int]) -> None:
        additions: list[UpdateOne] = [
            UpdateOne({"_id": _key(noun, id_)}, {"$inc": {"n": n}}, upsert=True)
            for (noun, id_), n in counts.items()
        ]
        if additions:
            with translated():
                await self._collection.bulk_write(additions, ordered=False)

    async def read(self, noun: str, ids: Sequence[str]) -> Mapping[str, int]:
        wanted: Document = {"_id": {"$in": [_key(noun, id_) for id_ in ids]}}
        with translated():
            found = await self._collection.find(wanted).to_list()
        return {each["_id"].partition("/")[2]: each["n"] for each in found}


def _key(noun: str, id_: str) -> str:
    return f"{noun}/{id_}"

"""Counters in MongoDB.

One document each, `{_id: "<collection>/<entry>", n}`, in a collection of their own: an entry that is
read a thousand times a minute is not written, and neither its version nor its indexes are touched.
"""

from collections.abc import Mapping, Sequence

from pymongo import UpdateOne

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.shared.counting.ports import Counted, Counters

_LAST = "\U0010ffff"


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

    async def total(self, noun: str) -> int:
        with translated():
            found = await (await self._collection.aggregate(totalling(noun))).to_list()
        return sum(each["n"] for each in found)


def totalling(noun: str) -> list[Document]:
    """Return the pipeline that adds up the counters of a noun, whose ids are next to one another."""
    return [
        {"$match": {"_id": {"$gte": _key(noun, ""), "$lt": _key(noun, _LAST)}}},
        {"$group": {"_id": None, "n": {"$sum": "$n"}}},
    ]


def _key(noun: str, id_: str) -> str:
    return f"{noun}/{id_}"

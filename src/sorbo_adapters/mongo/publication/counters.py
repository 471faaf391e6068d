"""Counters in MongoDB.

One document each, `{_id: "<collection>/<entry>", n}`, in a collection of their own: an entry that is
read a thousand times a minute is not written, and neither its version nor its indexes are touched.
`{_id: "<collection>", n}` is the total, which nobody has to add up.
"""

from collections import Counter
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
        totals: Counter[str] = Counter()
        for (noun, _), n in counts.items():
            totals[noun] += n
        each = {_key(noun, id_): n for (noun, id_), n in counts.items()}
        additions: list[UpdateOne] = [
            UpdateOne({"_id": key}, {"$inc": {"n": n}}, upsert=True) for key, n in (each | totals).items()
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
            found = await self._collection.find_one({"_id": {"$eq": noun}})
        return found["n"] if found is not None else 0


def _key(noun: str, id_: str) -> str:
    return f"{noun}/{id_}"

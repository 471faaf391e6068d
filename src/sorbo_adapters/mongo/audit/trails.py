"""What the audit has not got yet, in the documents of MongoDB that it was written with."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import STRAYS
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import TRAIL, Index
from sorbo_core.audit.ports import Trail, Trails, Unsealed
from sorbo_core.shared.trail.entry import TrailEntry

Pipeline = Callable[[str], list[Document]]
"""Returns what is asked of the collection of a name."""

_WAITS: Document = {"trail.since": {"$exists": True}}


class MongoTrails(Trails):
    """The trails in the collections of these names, and of documents that were deleted."""

    name: ClassVar = STRAYS
    indexes: ClassVar[tuple[Index, ...]] = (TRAIL,)

    def __init__(self, database: Database, collections: Iterable[str]) -> None:
        self._names = (STRAYS, *collections)
        self._collections = {name: database[name] for name in self._names}

    async def waiting(self, *, most: int) -> tuple[Trail, ...]:
        last: list[Document] = [{"$sort": {"trail.since": 1}}, {"$limit": most}]
        found = await self._everywhere(lambda name: _heads(name, most), last)
        return tuple(_trail(document) for document in found)

    async def sealed(self, trails: Sequence[Trail]) -> None:
        with translated():
            for trail in trails:
                collection = self._collections[trail.collection]
                await collection.update_one({"_id": trail.entity_id, **_WAITS}, [_without(trail)])
                # What is left of an entity that is no more goes with the last that is told of it.
                done = {"gone": True, "trail": {"$exists": False}, "outbox": {"$exists": False}}
                await collection.delete_one({"_id": trail.entity_id, **done})

    async def unsealed(self) -> Unsealed:
        total: Document = {
            "$group": {"_id": None, "entities": {"$sum": 1}, "oldest": {"$min": "$trail.since"}}
        }
        found = await self._everywhere(
            lambda _: [{"$match": _WAITS}, {"$project": {"trail.since": True}}], [total]
        )
        return Unsealed(entities=found[0]["entities"], oldest=found[0]["oldest"]) if found else Unsealed()

    async def _everywhere(self, pipeline: Pipeline, last: list[Document]) -> list[Document]:
        first, *others = self._names
        unions: list[Document] = [
            {"$unionWith": {"coll": name, "pipeline": pipeline(name)}} for name in others
        ]
        with translated():
            cursor = await self._collections[first].aggregate([*pipeline(first), *unions, *last])
            return await cursor.to_list()


def _heads(name: str, most: int) -> list[Document]:
    return [
        {"$match": _WAITS},
        {"$sort": {"trail.since": 1}},
        {"$limit": most},
        {"$project": {"trail": True, "collection": {"$literal": name}}},
    ]


def _trail(document: Document) -> Trail:
    entries = msgspec.convert(document["trail"]["entries"], tuple[TrailEntry, ...])
    return Trail(collection=document["collection"], entity_id=document["_id"], entries=entries)


def _without(trail: Trail) -> Document:
    """Return the stage that takes entries out of a document, and the trail with the last of them."""
    ids = {"$literal": [entry.id for entry in trail.entries]}
    left = {
        "$filter": {
            "input": "$trail.entries",
            "as": "entry",
            "cond": {"$not": {"$in": ["$$entry.id", ids]}},
        }
    }
    kept = {"since": {"$min": "$trail.entries.at"}, "entries": left}
    return {"$set": {"trail": {"$cond": [{"$eq": [left, []]}, "$$REMOVE", kept]}}}

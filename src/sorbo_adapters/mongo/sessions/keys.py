"""Sealed keys in MongoDB."""

from collections.abc import Collection

import msgspec

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.identity.sessions.ports import SealedKey, SealedKeys


class MongoSealedKeys(SealedKeys):
    """Keys in MongoDB, a few."""

    name = "signing_keys"
    indexes = (Index(name="age", paths=("created_at", "_id")),)

    def __init__(self, database: Database) -> None:
        self._keys = database[self.name]

    async def all(self) -> tuple[SealedKey, ...]:
        with translated():
            found = await self._keys.find({}, sort=[("created_at", 1), ("_id", 1)]).to_list()
        return tuple(
            msgspec.convert({"id": document.pop("_id"), **document}, SealedKey) for document in found
        )

    async def add(self, key: SealedKey) -> None:
        document = {"_id": key.id, "created_at": key.created_at, "sealed": key.sealed}
        with translated():
            await self._keys.insert_one(document)

    async def discard(self, ids: Collection[str]) -> None:
        with translated():
            await self._keys.delete_many({"_id": {"$in": list(ids)}})

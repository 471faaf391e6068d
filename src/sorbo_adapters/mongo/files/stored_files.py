"""Files in MongoDB."""

from collections.abc import Collection
from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, serving
from sorbo_adapters.mongo.store.removing import MongoRemovals
from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.stored_file import FILES, StoredFile
from sorbo_core.shared.errors import AlreadyExists


class MongoStoredFiles(MongoRemovals[StoredFile], StoredFiles):
    """Files in MongoDB."""

    name: ClassVar = "files"
    indexes: ClassVar[tuple[Index, ...]] = (
        # What is left of a removed file has no key.
        Index(name="key", paths=("key",), clash=AlreadyExists, only_with="key"),
        Index(name="held", paths=("held_until", "_id")),
        Index(name="owner", paths=("claimed_by", "_id")),
        *serving(FILES, ("public",), ("public", "kind"), ("public", "state")),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, StoredFile, missing=FileNotFound)

    async def keys_among(self, keys: Collection[str]) -> frozenset[str]:
        with translated():
            found = await self._collection.find({"key": {"$in": list(keys)}}, {"key": True}).to_list()
        return frozenset(document["key"] for document in found)

"""Actualites in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.publication.entries import MongoEntries, entry_indexes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.content.actualite import ACTUALITE, ACTUALITES, Actualite
from sorbo_core.content.ports import Actualites


class MongoActualites(MongoEntries[Actualite], Actualites):
    """News articles in MongoDB."""

    name: ClassVar = "actualites"
    indexes: ClassVar[tuple[Index, ...]] = entry_indexes(
        ACTUALITES, (), ("status",), ("status", "details.category")
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, ACTUALITE)

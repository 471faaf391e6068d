"""Job offers in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.publication.entries import MongoEntries, entry_indexes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.recruitment.emploi import EMPLOI, EMPLOIS, Emploi
from sorbo_core.recruitment.ports import Emplois


class MongoEmplois(MongoEntries[Emploi], Emplois):
    """Job offers in MongoDB."""

    name: ClassVar = "emplois"
    indexes: ClassVar[tuple[Index, ...]] = entry_indexes(
        EMPLOIS, (), ("status",), ("status", "details.contract"), ("status", "details.place.key")
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, EMPLOI)

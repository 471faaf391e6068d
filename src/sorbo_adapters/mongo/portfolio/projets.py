"""Projets in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.publication.entries import MongoEntries, entry_indexes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.portfolio.ports import Projets
from sorbo_core.portfolio.projet import PROJET, PROJETS, Projet


class MongoProjets(MongoEntries[Projet], Projets):
    """Reference projects in MongoDB."""

    name: ClassVar = "projets"
    indexes: ClassVar[tuple[Index, ...]] = entry_indexes(
        PROJETS, (), ("status",), ("status", "details.category")
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, PROJET)

"""Publications in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.publication.entries import MongoEntries, entry_indexes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.content.ports import Publications
from sorbo_core.content.publication import PUBLICATION, PUBLICATIONS, Publication


class MongoPublications(MongoEntries[Publication], Publications):
    """Documents to download in MongoDB."""

    name: ClassVar = "publications"
    indexes: ClassVar[tuple[Index, ...]] = entry_indexes(
        PUBLICATIONS, (), ("status",), ("status", "details.category")
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, PUBLICATION)

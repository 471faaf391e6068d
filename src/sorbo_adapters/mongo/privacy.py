"""Privacy in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting
from sorbo_core.privacy.erasure import ERASURES_HELD, Erasure
from sorbo_core.privacy.errors import ErasureNotFound
from sorbo_core.privacy.ports import Erasures


class MongoErasures(MongoCollection[Erasure], Erasures):
    """Records of erasures in MongoDB."""

    name: ClassVar = "erasures"
    indexes: ClassVar[tuple[Index, ...]] = (*forgetting(ERASURES_HELD), OUTBOX)

    def __init__(self, database: Database) -> None:
        super().__init__(database, Erasure, missing=ErasureNotFound)

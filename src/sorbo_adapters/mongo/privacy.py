"""Privacy in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting
from sorbo_core.privacy.disclosure import Disclosure
from sorbo_core.privacy.erasure import ERASURES_HELD, Erasure
from sorbo_core.privacy.errors import ErasureNotFound
from sorbo_core.privacy.ports import Disclosures, Erasures
from sorbo_core.shared.errors import NotFound


class MongoDisclosures(MongoCollection[Disclosure], Disclosures):
    """That personal data were exported, in MongoDB."""

    name: ClassVar = "disclosures"
    indexes: ClassVar[tuple[Index, ...]] = (OUTBOX,)

    def __init__(self, database: Database) -> None:
        super().__init__(database, Disclosure, missing=NotFound)


class MongoErasures(MongoCollection[Erasure], Erasures):
    """Records of erasures in MongoDB."""

    name: ClassVar = "erasures"
    indexes: ClassVar[tuple[Index, ...]] = (*forgetting(ERASURES_HELD), OUTBOX)

    def __init__(self, database: Database) -> None:
        super().__init__(database, Erasure, missing=ErasureNotFound)

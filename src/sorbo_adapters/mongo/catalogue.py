"""The catalogue in MongoDB."""

from datetime import date
from typing import ClassVar

from sorbo_adapters.mongo.publication.entries import MongoEntries, entry_indexes
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, serving
from sorbo_core.catalogue.errors import SessionNotFound
from sorbo_core.catalogue.formation import FORMATION, FORMATIONS, Formation
from sorbo_core.catalogue.logiciel import LOGICIEL, LOGICIELS, Logiciel
from sorbo_core.catalogue.ports import Formations, Logiciels, Sessions
from sorbo_core.catalogue.session import SESSIONS, TAKES_PLACE, Session
from sorbo_core.shared.publication.publishable import Status


class MongoFormations(MongoEntries[Formation], Formations):
    """Formations in MongoDB."""

    name: ClassVar = "formations"
    indexes: ClassVar[tuple[Index, ...]] = entry_indexes(
        FORMATIONS, (), ("status",), ("status", "details.category.key")
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, FORMATION)


class MongoLogiciels(MongoEntries[Logiciel], Logiciels):
    """Logiciels in MongoDB."""

    name: ClassVar = "logiciels"
    indexes: ClassVar[tuple[Index, ...]] = entry_indexes(
        LOGICIELS, (), ("status",), ("status", "details.category.key")
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, LOGICIEL)


class MongoSessions(MongoCollection[Session], Sessions):
    """Sessions in MongoDB."""

    name: ClassVar = "sessions"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(SESSIONS, (), ("status",), ("formation_id",), ("formation_id", "status")),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Session, missing=SessionNotFound)

    async def count_to_come(self, today: date) -> int:
        with translated():
            return await self._collection.count_documents(to_come(today))


def to_come(today: date) -> Document:
    """Return the condition on published sessions that start on this day or later and take place."""
    return {
        "status": Status.PUBLIE.value,
        "details.start": {"$gte": today.isoformat()},
        "details.state": {"$in": [state.value for state in TAKES_PLACE]},
    }

"""Sessions in MongoDB."""

from datetime import datetime
from typing import ClassVar

from pymongo import ReturnDocument

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import ENTITY_ONLY, MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_core.identity.sessions.errors import LoginSessionNotFound
from sorbo_core.identity.sessions.login_session import LoginSession
from sorbo_core.identity.sessions.personal_data import LOGIN_SESSIONS_HELD
from sorbo_core.identity.sessions.ports import LoginSessions, Rotation


class MongoLoginSessions(MongoCollection[LoginSession], LoginSessions):
    """Sessions in MongoDB. Exchanging a token is one conditional update."""

    name: ClassVar = "login_sessions"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="alive_of", paths=("compte_id", "ended_because", "-last_used_at", "-_id")),
        *forgetting(LOGIN_SESSIONS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, LoginSession, missing=LoginSessionNotFound)

    async def rotate(self, id: str, rotation: Rotation) -> LoginSession | None:
        present = {"_id": {"$eq": id}, "token_hash": {"$eq": rotation.used}, **_alive(rotation.at)}
        with translated():
            document = await self._collection.find_one_and_update(
                present,
                {"$set": encoded(rotation.changes), "$inc": {"version": 1}},
                projection=ENTITY_ONLY,
                return_document=ReturnDocument.AFTER,
            )
        return self._decoded(document) if document is not None else None

    async def alive_of(self, compte_id: str, *, at: datetime) -> tuple[LoginSession, ...]:
        own = {"compte_id": {"$eq": compte_id}, **_alive(at)}
        order = [("last_used_at", -1), ("_id", -1)]
        with translated():
            found = await self._collection.find(own, ENTITY_ONLY, sort=order).to_list()
        return tuple(map(self._decoded, found))


def _alive(at: datetime) -> Document:
    return {"ended_because": None, "over_at": {"$gt": at}}

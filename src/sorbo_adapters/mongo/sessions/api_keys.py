"""API keys in MongoDB."""

from datetime import datetime
from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.identity.api_keys.api_key import API_KEYS, ApiKey
from sorbo_core.identity.api_keys.errors import ApiKeyNotFound
from sorbo_core.identity.api_keys.personal_data import API_KEYS_HELD
from sorbo_core.identity.api_keys.ports import ApiKeys


class MongoApiKeys(MongoCollection[ApiKey], ApiKeys):
    """API keys in MongoDB. Noting a use is one conditional update."""

    name: ClassVar = "api_keys"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(API_KEYS, (), ("compte_id",)),
        *forgetting(API_KEYS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, ApiKey, missing=ApiKeyNotFound)

    async def note_use(self, id: str, *, at: datetime, unless_since: datetime) -> None:
        long_ago = {"$or": [{"last_used_at": None}, {"last_used_at": {"$lt": unless_since}}]}
        with translated():
            await self._collection.update_one(
                {"_id": {"$eq": id}, **long_ago}, {"$set": {"last_used_at": at}}
            )

"""Preferences in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import Index
from sorbo_core.notifications.ports import PreferencesStore
from sorbo_core.notifications.preferences import Preferences
from sorbo_core.shared.errors import AlreadyExists, NotFound, Stale


class MongoPreferences(MongoCollection[Preferences], PreferencesStore):
    """Preferences in MongoDB, found by the compte, whose id is theirs."""

    name: ClassVar = "notification_preferences"
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, database: Database) -> None:
        super().__init__(database, Preferences, missing=NotFound)

    async def of(self, compte_id: str) -> Preferences | None:
        try:
            return await self.get(compte_id)
        except NotFound:
            return None

    async def save(self, preferences: Preferences) -> Preferences:
        try:
            if preferences.version == 0:
                return await self.add(preferences)
            return await self.update(preferences.id, preferences.replacing)
        except (AlreadyExists, NotFound):
            raise Stale from None

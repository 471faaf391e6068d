"""Preferences in memory."""

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.notifications.ports import PreferencesStore
from sorbo_core.notifications.preferences import Preferences
from sorbo_core.shared.errors import AlreadyExists, NotFound, Stale


class MemoryPreferences(MemoryCollection[Preferences], PreferencesStore):
    """Preferences in memory."""

    def __init__(self) -> None:
        super().__init__("notification_preferences", Preferences, missing=NotFound)

    async def of(self, compte_id: str) -> Preferences | None:
        return await self.find("id", compte_id)

    async def save(self, preferences: Preferences) -> Preferences:
        try:
            if preferences.version == 0:
                return await self.add(preferences)
            return await self.update(preferences.id, preferences.replacing)
        except (AlreadyExists, NotFound):
            raise Stale from None

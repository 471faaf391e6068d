"""API keys in memory."""

from datetime import datetime

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.errors import ApiKeyNotFound
from sorbo_core.identity.api_keys.ports import ApiKeys


class MemoryApiKeys(MemoryCollection[ApiKey], ApiKeys):
    """API keys in memory."""

    def __init__(self) -> None:
        super().__init__("api_keys", ApiKey, missing=ApiKeyNotFound)

    async def note_use(self, id: str, *, at: datetime, unless_since: datetime) -> None:
        document = self._documents.get(id)
        if document is None:
            return
        last = document["last_used_at"]
        if last is None or last < unless_since:
            self._documents[id] = {**document, "last_used_at": at}
            self._wrote()

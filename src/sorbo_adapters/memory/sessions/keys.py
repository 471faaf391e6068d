"""Sealed keys in memory."""

from collections.abc import Collection

from sorbo_core.identity.sessions.ports import SealedKey, SealedKeys
from sorbo_core.shared.errors import AlreadyExists


class MemorySealedKeys(SealedKeys):
    """Keys of one process; they end with it."""

    def __init__(self) -> None:
        self._keys: dict[str, SealedKey] = {}

    async def all(self) -> tuple[SealedKey, ...]:
        return tuple(sorted(self._keys.values(), key=lambda key: (key.created_at, key.id)))

    async def add(self, key: SealedKey) -> None:
        if key.id in self._keys:
            raise AlreadyExists
        self._keys[key.id] = key

    async def discard(self, ids: Collection[str]) -> None:
        for id_ in ids:
            self._keys.pop(id_, None)

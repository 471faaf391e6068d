"""Entities in memory that can be taken away, while their last events are still told."""

from collections.abc import Callable
from typing import Generic

from sorbo_adapters.memory.store.collection import E, MemoryCollection


class MemoryRemovals(MemoryCollection[E], Generic[E]):
    """Entities of one type that can be removed."""

    async def remove(self, id: str, change: Callable[[E], E]) -> None:
        current = await self.get(id)
        gone = change(current)
        del self._documents[id]
        self._wrote()
        self._tell(gone, last=True)
        self._note(current, gone)

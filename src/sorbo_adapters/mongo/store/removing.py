"""Entities in MongoDB that can be taken away, while their last events are still told.

What is left of one that was removed is `{_id, version, gone: true, outbox, trail?}`, and goes with the last
of its events, once the audit has what it was told.
"""

from collections.abc import Callable
from typing import ClassVar, Generic

from sorbo_adapters.mongo.store.client import Document
from sorbo_adapters.mongo.store.collection import E, MongoCollection, entries_of, outbox_with, trail_with
from sorbo_core.shared.events import Event
from sorbo_core.shared.trail.entry import entries_for


class MongoRemovals(MongoCollection[E], Generic[E]):
    """Entities of one type that can be removed. Subclasses say what indexes want of what is left."""

    present: ClassVar[Document] = {"gone": {"$eq": None}}

    async def remove(self, id: str, change: Callable[[E], E]) -> None:
        await self._removed(id, change)

    async def _removed(self, id: str, change: Callable[[E], E]) -> E:
        return await self._swapped(id, change, self._bury)

    def _left_of(self, entity: E) -> Document:  # noqa: ARG002 — what subclasses need
        """Return what else stays of an entity that is removed."""
        return {}

    async def _bury(self, current: E, stored: E, events: tuple[Event, ...]) -> bool:
        """Leave nothing of the entity but its events, unless the version has moved on."""
        left: Document = {
            "_id": "$_id",
            "version": {"$literal": stored.version},
            "gone": {"$literal": True},
            **self._left_of(current),
            "outbox": {"$mergeObjects": ["$outbox", outbox_with(entries_of(events, last=True))]},
        }
        more = trail_with(entries_for(current, stored, events))
        left["trail"] = {"$mergeObjects": ["$trail", more]} if more else "$trail"
        return await self._rewrite(current, {"$replaceWith": left})

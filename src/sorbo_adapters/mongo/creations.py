"""Creations that carry an idempotency key, remembered in MongoDB."""

from datetime import datetime, timedelta

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_core.shared.errors import InFlight, KeyReused
from sorbo_core.shared.ports import Attempt, Creations, SavedAnswer

KEPT_FOR = timedelta(hours=24)


class _Creation(msgspec.Struct, kw_only=True):
    """What is known of one key. `resumed`: an earlier attempt died, and may have written."""

    fingerprint: str
    entity_id: str
    started_at: datetime
    leased_until: datetime | None
    resumed: bool = False
    answer: SavedAnswer | None = None


class MongoCreations(Creations):
    """Idempotency keys in MongoDB, which deletes them when their time is over."""

    name = "creations"
    indexes = (Index(name="expiry", paths=("started_at",), expire_after=KEPT_FOR),)

    def __init__(self, database: Database) -> None:
        self._creations = database[self.name]

    async def begin(
        self,
        key: str,
        *,
        fingerprint: str,
        entity_id: str,
        now: datetime,
        lease: timedelta,
    ) -> Attempt:
        first = _Creation(
            fingerprint=fingerprint, entity_id=entity_id, started_at=now, leased_until=now + lease
        )
        with translated():
            while True:
                known = await self._known(key, first)
                if known is None:
                    return Attempt(entity_id=entity_id)
                if known.started_at + KEPT_FOR <= now:
                    await self._creations.delete_one({"_id": key, "started_at": known.started_at})
                    continue
                if known.fingerprint != fingerprint:
                    raise KeyReused
                if known.answer is None:
                    await self._resume(key, known, now=now, lease=lease)
                return Attempt(entity_id=known.entity_id, answer=known.answer)

    async def finish(self, key: str, answer: SavedAnswer) -> None:
        with translated():
            await self._creations.update_one({"_id": key}, {"$set": {"answer": encoded(answer)}})

    async def abandon(self, key: str) -> None:
        unanswered: Document = {"_id": key, "answer": None}
        with translated():
            await self._creations.delete_one({**unanswered, "resumed": False})
            await self._creations.update_one(unanswered, {"$set": {"leased_until": None}})

    async def _known(self, key: str, first: _Creation) -> _Creation | None:
        """Return what is known of the key; if nothing is, keep the first attempt and return None."""
        document = await self._creations.find_one_and_update(
            {"_id": key}, {"$setOnInsert": encoded(first)}, upsert=True
        )
        return msgspec.convert(document, _Creation) if document is not None else None

    async def _resume(self, key: str, known: _Creation, *, now: datetime, lease: timedelta) -> None:
        """Take over from an attempt that died, unless another one is faster."""
        if known.leased_until is not None and known.leased_until > now:
            raise InFlight
        seen = {"_id": key, "answer": None, "leased_until": known.leased_until}
        result = await self._creations.update_one(
            seen, {"$set": {"leased_until": now + lease, "resumed": True}}
        )
        if result.matched_count == 0:
            raise InFlight

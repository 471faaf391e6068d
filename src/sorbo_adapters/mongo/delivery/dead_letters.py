"""Dead letters in MongoDB, and what waits."""

import asyncio
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index, serving
from sorbo_adapters.mongo.store.queries import condition_of, encoded, order_of, page_of
from sorbo_core.delivery import dead_letter
from sorbo_core.delivery.dead_letter import DeadLetter, DeadLetterNotFound
from sorbo_core.delivery.ports import Backlog, DeliveryDesk, LetterStore, Pending
from sorbo_core.shared.query import ListQuery, Page

DEAD_LETTERS = "dead_letters"

_MOST_ATTEMPTS = 16


class MongoDeliveryDesk(DeliveryDesk, LetterStore):
    """The outboxes of the collections of these names, and the dead letters of all of them."""

    name: ClassVar = DEAD_LETTERS
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(dead_letter.DEAD_LETTERS, (), ("handler",), ("event.type",)),
        Index(name="about", paths=("event.entity_id",)),
    )

    def __init__(self, database: Database, collections: Iterable[str]) -> None:
        self._collections = {name: database[name] for name in collections}
        self._letters = database[DEAD_LETTERS]

    async def backlog(self) -> Backlog:
        with translated():
            letters = await self._letters.estimated_document_count()
            counted = await asyncio.gather(*map(self._count, self._collections))
        oldest = min((due for _, due in counted if due is not None), default=None)
        return Backlog(sum(entities for entities, _ in counted), oldest, letters)

    async def dead_letters(self, query: ListQuery) -> Page[DeadLetter]:
        with translated():
            found = await self._letters.find(
                condition_of(query), sort=order_of(query), limit=query.limit + 1
            ).to_list()
        return page_of(found, query, _decoded)

    async def requeue(self, letter_id: str, *, now: datetime) -> None:
        with translated():
            document = await self._letters.find_one({"_id": {"$eq": letter_id}})
            if document is None:
                raise DeadLetterNotFound
            letter = _decoded(document)
            for _ in range(_MOST_ATTEMPTS):
                if await self._reopen(letter) or await self._append(letter, now):
                    await self._letters.delete_one({"_id": letter.id})
                    return
        raise DeadLetterNotFound

    async def about(self, entity_ids: Collection[str]) -> tuple[DeadLetter, ...]:
        with translated():
            found = await self._letters.find(_about(entity_ids)).to_list()
        return tuple(map(_decoded, found))

    async def discard_about(self, entity_ids: Collection[str]) -> int:
        return await self._discard(_about(entity_ids))

    async def forget(self, *, before: datetime) -> int:
        return await self._discard({"buried_at": {"$lt": before}})

    async def _discard(self, condition: Document) -> int:
        with translated():
            result = await self._letters.delete_many(condition)
        return result.deleted_count

    async def _reopen(self, letter: DeadLetter) -> bool:
        """Where the event still waits for other handlers, let it wait for this one again, too."""
        entry = {"entry.event.id": letter.event.id}
        restricted = {"restricted.event.id": letter.event.id, "restricted.only.0": {"$exists": True}}
        result = await self._collections[letter.collection].update_one(
            {"_id": letter.event.entity_id, "outbox.entries.event.id": letter.event.id},
            {
                "$pull": {"outbox.entries.$[entry].done": letter.handler},
                "$set": {"outbox.entries.$[entry].failures": 0},
                "$addToSet": {"outbox.entries.$[restricted].only": letter.handler},
            },
            array_filters=[entry, restricted],
        )
        return result.matched_count == 1

    async def _append(self, letter: DeadLetter, now: datetime) -> bool:
        entry = encoded(Pending(event=letter.event, only=(letter.handler,)))
        waiting = {"$ifNull": ["$outbox.entries", []]}
        result = await self._collections[letter.collection].update_one(
            {"_id": letter.event.entity_id, "outbox.entries.event.id": {"$ne": letter.event.id}},
            [
                {
                    "$set": {
                        "outbox.due": {"$ifNull": ["$outbox.due", now]},
                        "outbox.entries": {"$concatArrays": [waiting, [{"$literal": entry}]]},
                    }
                }
            ],
        )
        return result.matched_count == 1

    async def _count(self, name: str) -> tuple[int, datetime | None]:
        waiting: Document = {"$match": {"outbox.due": {"$exists": True}}}
        total: Document = {"$group": {"_id": None, "entities": {"$sum": 1}, "due": {"$min": "$outbox.due"}}}
        cursor = await self._collections[name].aggregate([waiting, total])
        rows: list[dict[str, Any]] = await cursor.to_list()
        return (rows[0]["entities"], rows[0]["due"]) if rows else (0, None)


def document_of(letter: DeadLetter) -> Document:
    """Return a letter as it is stored."""
    fields = encoded(letter)
    return {"_id": fields.pop("id"), **fields}


def _about(entity_ids: Collection[str]) -> Document:
    return {"event.entity_id": {"$in": list(entity_ids)}}


def _decoded(document: Document) -> DeadLetter:
    return msgspec.convert({"id": document.pop("_id"), **document}, DeadLetter)

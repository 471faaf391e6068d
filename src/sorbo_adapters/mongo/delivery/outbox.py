"""The outboxes of entities in MongoDB.

A lease is a `due` that lies ahead and the `token` of its holder: when the holder dies, the entity
is due again by itself. The `outbox` goes when its last event has gone.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec
from pymongo import ReturnDocument

from sorbo_adapters.mongo.client import Database, Document
from sorbo_adapters.mongo.delivery.dead_letters import DEAD_LETTERS, document_of
from sorbo_adapters.mongo.errors import translated
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import Claim, Outbox, Pending
from sorbo_core.shared.errors import AlreadyExists

MOST_AT_ONCE = 20

_CLAIMED: Document = {"outbox.token": True, "outbox.entries": {"$slice": MOST_AT_ONCE}}


class MongoOutbox(Outbox):
    """The events that wait in the collections of these names."""

    def __init__(self, database: Database, collections: Iterable[str]) -> None:
        self._collections = {name: database[name] for name in collections}
        self._letters = database[DEAD_LETTERS]

    async def claim(self, *, now: datetime, lease: timedelta, token: str) -> Claim | None:
        with translated():
            while (collection := await self._longest_due(now)) is not None:
                claim = await self._take(collection, now, until=now + lease, token=token)
                if claim is not None:
                    return claim
        return None

    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        await self._edit(claim, {"$addToSet": {"outbox.entries.$.done": handler}}, event_id=event_id)

    async def complete(self, claim: Claim, event_id: str) -> None:
        await self._edit(claim, {"$pull": {"outbox.entries": {"event.id": event_id}}})

    async def release(self, claim: Claim, *, due: datetime) -> None:
        is_empty = {"$eq": ["$outbox.entries", []]}
        waiting = {"due": due, "entries": "$outbox.entries"}
        await self._edit(claim, [{"$set": {"outbox": {"$cond": [is_empty, "$$REMOVE", waiting]}}}])

    async def failed(self, claim: Claim, event_id: str) -> None:
        await self._edit(claim, {"$inc": {"outbox.entries.$.failures": 1}}, event_id=event_id)

    async def bury(self, claim: Claim, letter: DeadLetter) -> None:
        with translated():
            if await self._collections[claim.collection].find_one(_held(claim), {"_id": True}) is None:
                return
            with suppress(AlreadyExists), translated():
                await self._letters.insert_one(document_of(letter))
        await self.delivered(claim, letter.event.id, letter.handler)

    async def _longest_due(self, now: datetime) -> str | None:
        """Return the collection with the entity that has been due longest, or None."""
        first, *others = self._collections
        unions: list[Document] = [
            {"$unionWith": {"coll": name, "pipeline": _head(name, now)}} for name in others
        ]
        last: list[Document] = [{"$sort": {"due": 1}}, {"$limit": 1}]
        cursor = await self._collections[first].aggregate([*_head(first, now), *unions, *last])
        found = await cursor.to_list()
        return str(found[0]["collection"]) if found else None

    async def _take(self, collection: str, now: datetime, *, until: datetime, token: str) -> Claim | None:
        """Lease the entity of a collection that has been due longest, if one still is."""
        # Not the one that was seen: relays that look at the same time would all go for it.
        taken = await self._collections[collection].find_one_and_update(
            {"outbox.due": {"$lte": now}},
            {"$set": {"outbox.due": until, "outbox.token": token}},
            projection=_CLAIMED,
            sort=[("outbox.due", 1)],
            return_document=ReturnDocument.AFTER,
        )
        if taken is None:
            return None
        pending = msgspec.convert(taken["outbox"]["entries"], tuple[Pending, ...])
        return Claim(collection=collection, entity_id=taken["_id"], token=token, pending=pending)

    async def _edit(
        self, claim: Claim, change: Document | list[Document], *, event_id: str | None = None
    ) -> None:
        condition = _held(claim) | ({"outbox.entries.event.id": event_id} if event_id is not None else {})
        with translated():
            await self._collections[claim.collection].update_one(condition, change)


def _head(name: str, now: datetime) -> list[Document]:
    """Return the stages that find since when a collection's longest due entity is due."""
    return [
        {"$match": {"outbox.due": {"$lte": now}}},
        {"$sort": {"outbox.due": 1}},
        {"$limit": 1},
        {"$project": {"_id": False, "due": "$outbox.due", "collection": {"$literal": name}}},
    ]


def _held(claim: Claim) -> Document:
    return {"_id": claim.entity_id, "outbox.token": claim.token}

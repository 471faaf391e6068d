"""The outboxes of entities in MongoDB.

A lease is a `due` that lies ahead and the `token` of its holder: when the holder dies, the entity
is due again by itself. The `outbox` goes when its last event has gone.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime

import msgspec
from pymongo import UpdateOne

from sorbo_adapters.mongo.delivery.dead_letters import DEAD_LETTERS, document_of
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.gathered import Gathered
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import Claim, Outbox, Pending, Ticket
from sorbo_core.shared.errors import AlreadyExists

MOST_AT_ONCE = 20

_CLAIMED: Document = {"outbox.due": True, "outbox.entries": {"$slice": MOST_AT_ONCE}}


class MongoOutbox(Outbox):
    """The events that wait in the collections of these names."""

    def __init__(self, database: Database, collections: Iterable[str]) -> None:
        self._collections = {name: database[name] for name in collections}
        self._letters = database[DEAD_LETTERS]
        # What several deliveries have to record at the same moment is one command, not one each.
        self._edits = {name: Gathered(self._written_to(name)) for name in self._collections}

    async def lease(self, *, now: datetime, until: datetime, token: str, most: int) -> Ticket | None:
        with translated():
            while found := await self._longest_due(now, most):
                collection, ids = found
                taken = await self._collections[collection].update_many(
                    {"_id": {"$in": ids}, "outbox.due": {"$lte": now}},
                    {"$set": {"outbox.due": until, "outbox.token": token}},
                )
                if taken.modified_count:
                    return Ticket(collection=collection, token=token, entity_ids=ids)
        return None

    async def resume(self, ticket: Ticket, *, until: datetime, token: str) -> tuple[Claim, ...]:
        ids = list(ticket.entity_ids)
        collection = self._collections[ticket.collection]
        with translated():
            await collection.update_many(
                {"_id": {"$in": ids}, "outbox.token": ticket.token},
                {"$set": {"outbox.due": until, "outbox.token": token}},
            )
            held = await collection.find({"_id": {"$in": ids}, "outbox.token": token}, _CLAIMED).to_list()
        pending = {each["_id"]: each["outbox"]["entries"] for each in held}
        return tuple(
            Claim(
                collection=ticket.collection,
                entity_id=id_,
                token=token,
                pending=msgspec.convert(pending[id_], tuple[Pending, ...]),
            )
            for id_ in ids
            if id_ in pending
        )

    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        condition = _held(claim) | {"outbox.entries.event.id": event_id}
        await self._edit(claim, condition, {"$addToSet": {"outbox.entries.$.done": handler}})

    async def settle(
        self, claim: Claim, *, completed: Collection[str] = (), failed: str | None = None, due: datetime
    ) -> None:
        if any(each.last for each in claim.pending) and await self._buried(claim, completed):
            return
        left = _left("$outbox.entries", completed, failed)
        outbox = {"$cond": [{"$eq": [left, []]}, "$$REMOVE", {"due": due, "entries": left}]}
        await self._edit(claim, _held(claim), [{"$set": {"outbox": outbox}}])

    async def _buried(self, claim: Claim, completed: Collection[str]) -> bool:
        """Take away what is left of an entity that is no more, if no event is left; tell whether it went."""
        others = {"$elemMatch": {"event.id": {"$nin": list(completed)}}}
        done = {**_held(claim), "gone": True, "outbox.entries": {"$not": others}, "trail": {"$exists": False}}
        with translated():
            result = await self._collections[claim.collection].delete_one(done)
        return result.deleted_count == 1

    async def bury(self, claim: Claim, letter: DeadLetter) -> None:
        with translated():
            if await self._collections[claim.collection].find_one(_held(claim), {"_id": True}) is None:
                return
            with suppress(AlreadyExists), translated():
                await self._letters.insert_one(document_of(letter))
        await self.delivered(claim, letter.event.id, letter.handler)

    async def _longest_due(self, now: datetime, most: int) -> tuple[str, tuple[str, ...]] | None:
        """Return the collection with the entity that has been due longest, and its entities like it."""
        first, *others = self._collections
        unions: list[Document] = [
            {"$unionWith": {"coll": name, "pipeline": _heads(name, now, most)}} for name in others
        ]
        last: list[Document] = [{"$sort": {"due": 1}}, {"$limit": most}]
        cursor = await self._collections[first].aggregate([*_heads(first, now, most), *unions, *last])
        heads = await cursor.to_list()
        if not heads:
            return None
        collection = heads[0]["collection"]
        return collection, tuple(head["_id"] for head in heads if head["collection"] == collection)

    async def _edit(self, claim: Claim, condition: Document, change: Document | list[Document]) -> None:
        await self._edits[claim.collection](UpdateOne(condition, change))

    def _written_to(self, name: str) -> Callable[[Sequence[UpdateOne]], Awaitable[None]]:
        collection = self._collections[name]

        async def write(edits: Sequence[UpdateOne]) -> None:
            with translated():
                await collection.bulk_write(edits, ordered=False)

        return write


def _heads(name: str, now: datetime, most: int) -> list[Document]:
    """Return the stages that find a collection's longest due entities."""
    return [
        {"$match": {"outbox.due": {"$lte": now}}},
        {"$sort": {"outbox.due": 1}},
        {"$limit": most},
        {"$project": {"due": "$outbox.due", "collection": {"$literal": name}}},
    ]


def _left(entries: str, completed: Collection[str], failed: str | None) -> Document:
    """Return the expression for the entries that are left, the failure of one of them counted."""
    is_left = {"$not": {"$in": ["$$entry.event.id", {"$literal": list(completed)}]}}
    left: Document = {"$filter": {"input": entries, "as": "entry", "cond": is_left}}
    if failed is None:
        return left
    is_failed = {"$eq": ["$$entry.event.id", {"$literal": failed}]}
    more = {"$mergeObjects": ["$$entry", {"failures": {"$add": ["$$entry.failures", 1]}}]}
    return {"$map": {"input": left, "as": "entry", "in": {"$cond": [is_failed, more, "$$entry"]}}}


def _held(claim: Claim) -> Document:
    return {"_id": claim.entity_id, "outbox.token": claim.token}

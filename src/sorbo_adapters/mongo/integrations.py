"""Integrations in MongoDB."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from pymongo import ReturnDocument

from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import ENTITY_ONLY, MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.gathered import Gathered
from sorbo_adapters.mongo.store.index import OUTBOX, Index, serving
from sorbo_core.integrations.delivery import DELIVERIES, Delivery, DeliveryState
from sorbo_core.integrations.endpoint import WEBHOOKS, Webhook, WebhookState
from sorbo_core.integrations.errors import WebhookDeliveryNotFound, WebhookNotFound
from sorbo_core.integrations.ports import Deliveries, Owners, Waiting, Webhooks
from sorbo_core.shared.incoming import webhook as incoming
from sorbo_core.shared.incoming.webhook import ReceivedWebhook, ReceivedWebhookNotFound, ReceivedWebhooks

KEPT_FOR = timedelta(days=30)
WAITING: list[Document] = [
    {"$match": {"state": DeliveryState.PENDING.value}},
    {"$group": {"_id": None, "count": {"$sum": 1}, "due": {"$min": "$due_at"}}},
]
"""Counts what is pending, and finds when the first of it is due."""


class MongoWebhooks(MongoCollection[Webhook], Webhooks):
    """Endpoints in MongoDB."""

    name: ClassVar = "webhooks"
    indexes: ClassVar[tuple[Index, ...]] = (*serving(WEBHOOKS, (), ("state",)), OUTBOX)

    def __init__(self, database: Database) -> None:
        super().__init__(database, Webhook, missing=WebhookNotFound)
        self._active = Gathered(self._all_active)

    async def active(self) -> tuple[Webhook, ...]:
        return await self._active(None)

    async def _all_active(self, _: Sequence[None]) -> tuple[Webhook, ...]:
        with translated():
            found = await self._collection.find({"state": WebhookState.ACTIVE.value}, ENTITY_ONLY).to_list()
        return tuple(map(self._decoded, found))


class MongoDeliveries(MongoCollection[Delivery], Deliveries):
    """Deliveries in MongoDB, which deletes them when their time is over."""

    name: ClassVar = "webhook_deliveries"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(DELIVERIES, ("endpoint_id",), ("endpoint_id", "state"), ("endpoint_id", "event_type")),
        Index(name="due", paths=("state", "due_at")),
        Index(name="expiry", paths=("created_at",), expire_after=KEPT_FOR),
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Delivery, missing=WebhookDeliveryNotFound)

    async def claim(
        self, *, now: datetime, lease: timedelta, token: str, but: Collection[str] = ()
    ) -> Delivery | None:
        due: Document = {"state": DeliveryState.PENDING.value, "due_at": {"$lte": now}}
        if but:
            due["endpoint_id"] = {"$nin": list(but)}
        with translated():
            found = await self._collection.find_one_and_update(
                due,
                {"$set": {"due_at": now + lease, "token": token}, "$inc": {"version": 1}},
                sort=[("due_at", 1)],
                return_document=ReturnDocument.AFTER,
            )
        return self._decoded(found) if found is not None else None

    async def replay(
        self,
        endpoint_id: str,
        *,
        since: datetime,
        until: datetime,
        states: Collection[DeliveryState],
        now: datetime,
    ) -> int:
        condition: Document = {
            "endpoint_id": {"$eq": endpoint_id},
            "created_at": {"$gte": since, "$lt": until},
            "state": {"$in": [state.value for state in states]},
        }
        # What `Delivery.replay` sets, for all of them in one operation.
        replayed: Document = {
            "state": DeliveryState.PENDING.value,
            "tries": 0,
            "due_at": now,
            "token": None,
            "updated_at": now,
        }
        with translated():
            result = await self._collection.update_many(condition, {"$set": replayed, "$inc": {"version": 1}})
        return result.modified_count

    async def waiting(self) -> Waiting:
        with translated():
            rows = await (await self._collection.aggregate(WAITING)).to_list()
        return Waiting(rows[0]["count"], rows[0]["due"]) if rows else Waiting(0, None)


class MongoReceivedWebhooks(MongoCollection[ReceivedWebhook], ReceivedWebhooks):
    """Webhooks that were received in MongoDB, which deletes them when their time is over."""

    name: ClassVar = "received_webhooks"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="expiry", paths=("created_at",), expire_after=incoming.KEPT_FOR),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, ReceivedWebhook, missing=ReceivedWebhookNotFound)


class MongoOwners(Owners):
    """Who is told, by the accounts in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._comptes = database[MongoComptes.name]

    async def address_of(self, compte_id: str) -> str | None:
        with translated():
            found = await self._comptes.find_one({"_id": {"$eq": compte_id}, "active": True}, {"email": True})
        return str(found["email"]) if found is not None else None

"""Notifications in MongoDB."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index, serving
from sorbo_core.notifications.errors import NotificationNotFound
from sorbo_core.notifications.notification import NOTIFICATIONS, Notification, ReadState
from sorbo_core.notifications.ports import Digests, Notifications
from sorbo_core.notifications.preferences import MailChoice

_DAY = timedelta(days=1)


class MongoNotifications(MongoCollection[Notification], Notifications, Digests):
    """Notifications in MongoDB, and which of them wait for a digest."""

    name: ClassVar = "notifications"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(NOTIFICATIONS, ("recipient_id", "in_app"), ("recipient_id", "in_app", "state")),
        Index(name="digest_of", paths=("mail", "mailed_at", "state", "recipient_id", "created_at", "_id")),
        Index(name="age", paths=("created_at",)),
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Notification, missing=NotificationNotFound)

    async def count_unread(self, recipient_id: str) -> int:
        with translated():
            return await self._collection.count_documents(unread_by(recipient_id))

    async def read_all(self, recipient_id: str, *, at: datetime) -> int:
        seen = {"state": ReadState.READ.value, "read_at": at, "updated_at": at}
        with translated():
            result = await self._collection.update_many(
                unread_by(recipient_id), {"$set": seen, "$inc": {"version": 1}}
            )
        return result.modified_count

    async def forget(self, *, before: datetime) -> int:
        with translated():
            result = await self._collection.delete_many({"created_at": {"$lt": before}})
        return result.deleted_count

    async def recipients(self, *, due: datetime) -> tuple[str, ...]:
        with translated():
            waiting = await self._collection.distinct("recipient_id", waiting_before(due))
            had_one = await self._collection.distinct("recipient_id", told_on_the_day_of(due))
        return tuple(sorted(set(waiting) - set(had_one)))

    async def waiting(self, recipient_id: str, *, due: datetime, limit: int) -> tuple[Notification, ...]:
        own = {**waiting_before(due), "recipient_id": {"$eq": recipient_id}}
        order = [("created_at", 1), ("_id", 1)]
        with translated():
            found = await self._collection.find(own, sort=order, limit=limit).to_list()
        return tuple(map(self._decoded, found))

    async def told(self, ids: Collection[str], *, due: datetime) -> None:
        with translated():
            await self._collection.update_many(
                {"_id": {"$in": list(ids)}},
                {"$set": {"mailed_at": due, "updated_at": due}, "$inc": {"version": 1}},
            )


def unread_by(recipient_id: str) -> Document:
    """Return the condition on what the notification centre shows a person that they have not seen."""
    return {"recipient_id": {"$eq": recipient_id}, "in_app": True, "state": ReadState.UNREAD.value}


def waiting_before(due: datetime) -> Document:
    """Return the condition on what waits for the digest that is due then."""
    return {
        "mail": MailChoice.DIGEST.value,
        "mailed_at": None,
        "state": ReadState.UNREAD.value,
        "created_at": {"$lt": due},
    }


def told_on_the_day_of(due: datetime) -> Document:
    """Return the condition on what a digest of the same day has told."""
    midnight = datetime.combine(due.date(), time(), due.tzinfo)
    return {"mail": MailChoice.DIGEST.value, "mailed_at": {"$gte": midnight, "$lt": midnight + _DAY}}

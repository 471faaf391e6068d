"""Notifications in memory."""

from collections.abc import Collection
from datetime import datetime

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.notifications.errors import NotificationNotFound
from sorbo_core.notifications.notification import Notification, ReadState
from sorbo_core.notifications.ports import Digests, Notifications
from sorbo_core.notifications.preferences import MailChoice


class MemoryNotifications(MemoryCollection[Notification], Notifications, Digests):
    """Notifications in memory, and which of them wait for a digest."""

    def __init__(self) -> None:
        super().__init__("notifications", Notification, missing=NotificationNotFound)

    async def count_unread(self, recipient_id: str) -> int:
        return len(self._unread(recipient_id))

    async def read_all(self, recipient_id: str, *, at: datetime) -> int:
        unread = self._unread(recipient_id)
        for each in unread:
            await self.update(each.id, lambda current: current.read(at=at))
        return len(unread)

    async def forget(self, *, before: datetime) -> int:
        old = [each.id for each in self._every() if each.created_at < before]
        for id_ in old:
            del self._documents[id_]
        return len(old)

    async def recipients(self, *, due: datetime) -> tuple[str, ...]:
        had_one = {
            each.recipient_id
            for each in self._every()
            if each.mail is MailChoice.DIGEST and each.mailed_at and each.mailed_at.date() == due.date()
        }
        return tuple(sorted({each.recipient_id for each in self._waiting(due)} - had_one))

    async def waiting(self, recipient_id: str, *, due: datetime, limit: int) -> tuple[Notification, ...]:
        found = [each for each in self._waiting(due) if each.recipient_id == recipient_id]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.id))[:limit])

    async def told(self, ids: Collection[str], *, due: datetime) -> None:
        for id_ in self._documents.keys() & ids:
            await self.update(id_, lambda current: current.mailed(at=due))

    def _every(self) -> list[Notification]:
        return [self._decoded(document) for document in self._documents.values()]

    def _unread(self, recipient_id: str) -> list[Notification]:
        return [
            each
            for each in self._every()
            if each.recipient_id == recipient_id and each.in_app and each.state is ReadState.UNREAD
        ]

    def _waiting(self, due: datetime) -> list[Notification]:
        return [
            each
            for each in self._every()
            if each.mail is MailChoice.DIGEST
            and each.mailed_at is None
            and each.state is ReadState.UNREAD
            and each.created_at < due
        ]

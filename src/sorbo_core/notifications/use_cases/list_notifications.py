"""List one's own notifications."""

from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.ports import Notifications
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.query import Filter, ListQuery, Op, Page


class ListNotifications:
    """List what the notification centre shows who asks, one page at a time, the newest first.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, notifications: Notifications) -> None:
        self._notifications = notifications

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Notification]:
        own = Filter("recipient_id", Op.EQ, actor.known())
        shown = Filter("in_app", Op.EQ, value=True)
        return await self._notifications.list(query.where(own, shown))

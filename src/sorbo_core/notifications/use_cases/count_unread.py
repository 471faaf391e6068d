"""Count one's own unread notifications."""

from sorbo_core.notifications.ports import Notifications
from sorbo_core.shared.actor import Actor


class CountUnread:
    """Count what the notification centre shows who asks and they have not read.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, notifications: Notifications) -> None:
        self._notifications = notifications

    async def __call__(self, *, actor: Actor) -> int:
        return await self._notifications.count_unread(actor.known())

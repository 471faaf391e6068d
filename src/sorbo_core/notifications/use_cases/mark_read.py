"""Mark a notification as read."""

from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.ports import Notifications
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class MarkRead:
    """Mark one of one's own notifications as read; what was read before stays as it is.

    Raises:
        Unauthenticated: a visitor asks.
        NotificationNotFound: there is none with this id, or it is somebody else's.
    """

    def __init__(self, *, notifications: Notifications, clock: Clock) -> None:
        self._notifications = notifications
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str) -> Notification:
        reader, now = actor.known(), self._clock.now()
        return await self._notifications.update(
            id, lambda notification: notification.shown_to(reader).read(at=now)
        )

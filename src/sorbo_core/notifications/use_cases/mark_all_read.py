"""Mark all of one's own notifications as read."""

from sorbo_core.notifications.ports import Notifications
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class MarkAllRead:
    """Mark everything that the notification centre shows who asks as read, and say how much that was.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, notifications: Notifications, clock: Clock) -> None:
        self._notifications = notifications
        self._clock = clock

    async def __call__(self, *, actor: Actor) -> int:
        return await self._notifications.read_all(actor.known(), at=self._clock.now())

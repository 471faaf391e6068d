"""Forget old notifications."""

from datetime import datetime, timedelta

from sorbo_core.notifications.ports import Notifications

KEPT_FOR = timedelta(days=90)


class ForgetOldNotifications:
    """Delete what is older than 90 days, whether it was read or not."""

    def __init__(self, *, notifications: Notifications) -> None:
        self._notifications = notifications

    async def __call__(self, *, due: datetime) -> None:
        await self._notifications.forget(before=due - KEPT_FOR)

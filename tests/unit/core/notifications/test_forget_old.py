from datetime import timedelta

from sorbo_core.notifications.use_cases.forget_old import KEPT_FOR, ForgetOldNotifications
from support.build import NOW
from support.notifications import Centre, notification


async def test_what_is_older_than_ninety_days_is_forgotten_read_or_not(centre: Centre) -> None:
    too_old = NOW - timedelta(days=90, milliseconds=1)
    kept = await centre.notifications.add(notification(at=NOW - KEPT_FOR))
    for old in (notification(at=too_old), notification(at=too_old).read(at=NOW)):
        await centre.notifications.add(old)
    await ForgetOldNotifications(notifications=centre.notifications)(due=NOW)
    assert await centre.told() == (kept,)

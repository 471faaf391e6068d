"""What notifications hold of people: of staff alone."""

from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.preferences import Preferences
from sorbo_core.notifications.use_cases.forget_old import KEPT_FOR
from sorbo_core.shared.personal.holding import Category, Holding, Kept

NOTIFICATIONS_HELD = Holding(
    name="notifications",
    holds=Notification,
    about="Tell staff what happened; whom it is about is not in it",
    personal={"recipient_id": Category.TRACE},
    plain=(
        "kind",
        "subject_type",
        "subject_id",
        "facts",
        "in_app",
        "mail",
        "mailed_at",
        "state",
        "read_at",
    ),
    kept=(
        Kept(
            days=None,
            text=f"{KEPT_FOR.days} days, by the job `forget_old_notifications`",
            source="GDPR art. 5(1)(e): nobody looks for older ones",
        ),
    ),
    erasure="stays: the account that is told, by its id",
)

PREFERENCES_HELD = Holding(
    name="notification_preferences",
    holds=Preferences,
    about="Tell staff as each of them likes",
    personal={"id": Category.TRACE, "chosen": Category.PREFERENCE},
    kept=(
        Kept(
            days=None,
            text="as long as the account",
            source="GDPR art. 6(1)(b): the contract of who works here",
        ),
    ),
    erasure="stays: the account that chose, by its id",
)

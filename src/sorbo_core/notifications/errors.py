"""What the notification centre refuses."""

from sorbo_core.shared.errors import NotFound


class NotificationNotFound(NotFound):
    """No such notification, or somebody else's."""

    code = "notification_not_found"

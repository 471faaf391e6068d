"""What the notification centre's errors say."""

from sorbo_web.errors.entry import Entry

ERRORS: dict[str, Entry] = {
    "notification_not_found": Entry(
        404,
        fr=("Notification introuvable", "Vérifiez son identifiant dans la liste de vos notifications."),
        en=("Notification not found", "Check its id in the list of your notifications."),
    ),
}

"""Examples of notifications."""

from typing import Any

from sorbo_web.notifications.schemas import (
    NotificationPage,
    NotificationView,
    PreferencesPatch,
    PreferencesView,
    ReadReceipt,
    UnreadCount,
)
from sorbo_web.openapi.examples.common import CREATED, ID, Json

_notification: Json = {
    "id": "5d1f0c7b9a3e42468b0d7c6e1f2a3b4c",
    "kind": "demande.received",
    "subject": {"type": "demande", "id": ID},
    "facts": {"subject": "ingenierie"},
    "text": "Nouvelle demande : Étude d’ingénierie",
    "state": "unread",
    "createdAt": CREATED,
    "readAt": None,
}
_preferences: Json = {
    "kinds": {
        "demande.received": {"inApp": True, "mail": "digest"},
        "demande.assigned": {"inApp": True, "mail": "at_once"},
        "inscription.requested": {"inApp": True, "mail": "digest"},
        "candidature.received": {"inApp": True, "mail": "digest"},
    },
    "version": 1,
}

EXAMPLES: dict[Any, Json] = {
    NotificationView: _notification,
    NotificationPage: {"items": [_notification], "next": None},
    UnreadCount: {"unread": 3},
    ReadReceipt: {"read": 3},
    PreferencesView: _preferences,
    PreferencesPatch: {"kinds": {"demande.received": {"mail": "digest"}}},
}

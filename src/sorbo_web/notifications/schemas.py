"""Notifications on the wire."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType

from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.notification import Notification, ReadState
from sorbo_core.notifications.preferences import MailChoice, Preferences
from sorbo_core.notifications.texts import text_of
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.api.wire import Body, View, given


class SubjectView(View, frozen=True, kw_only=True):
    """What a notification is about: the noun, and its id."""

    type: str
    id: str


class NotificationView(View, frozen=True, kw_only=True):
    """A notification as its reader sees it; `text` is in the language that they ask for."""

    id: str
    kind: Kind
    subject: SubjectView
    facts: dict[str, str]
    text: str
    state: ReadState
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notification: Notification, language: Language) -> "NotificationView":
        """Return the view of a notification."""
        return cls(
            id=notification.id,
            kind=notification.kind,
            subject=SubjectView(type=notification.subject_type, id=notification.subject_id),
            facts=notification.facts,
            text=text_of(notification.kind, notification.facts, language),
            state=notification.state,
            created_at=notification.created_at,
            read_at=notification.read_at,
        )


class NotificationPage(View, frozen=True, kw_only=True):
    """One page of notifications; `next` is the cursor of the next one, null on the last."""

    items: tuple[NotificationView, ...]
    next: str | None


class UnreadCount(View, frozen=True, kw_only=True):
    """How many notifications are unread."""

    unread: int


class ReadReceipt(View, frozen=True, kw_only=True):
    """How many notifications were marked as read."""

    read: int


class ChoiceView(View, frozen=True, kw_only=True):
    """How one kind is told."""

    in_app: bool
    mail: MailChoice


class PreferencesView(View, frozen=True, kw_only=True):
    """How each kind is told."""

    kinds: dict[Kind, ChoiceView]
    version: int

    @classmethod
    def of(cls, preferences: Preferences) -> "PreferencesView":
        """Return the view of preferences."""
        choices = map(preferences.choice, Kind)
        kinds = {each.kind: ChoiceView(in_app=each.in_app, mail=each.mail) for each in choices}
        return cls(kinds=kinds, version=preferences.version)


class ChoicePatch(Body, frozen=True, kw_only=True):
    """How one kind shall be told; what is absent stays."""

    in_app: bool | UnsetType = UNSET
    mail: MailChoice | UnsetType = UNSET


_KINDS = {"propertyNames": {"enum": list(Kind)}}


class PreferencesPatch(Body, frozen=True, kw_only=True):
    """How kinds shall be told; those that are absent stay."""

    kinds: Annotated[dict[Kind, ChoicePatch], Meta(extra_json_schema=_KINDS)]

    def changes(self) -> dict[Kind, dict[str, Any]]:
        """Return the fields to change, by kind."""
        return {kind: given(choice) for kind, choice in self.kinds.items()}

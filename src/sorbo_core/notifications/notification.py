"""Notification: one thing that one person on the staff is told."""

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from sorbo_core.notifications.errors import NotificationNotFound
from sorbo_core.notifications.kinds import RULES, Kind
from sorbo_core.notifications.preferences import Choice, MailChoice
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import Event
from sorbo_core.shared.query import Field, Listing, Op, Sort, orders


class ReadState(StrEnum):
    """Whether the person has seen it."""

    UNREAD = "unread"
    READ = "read"


class Notification(Entity, frozen=True, kw_only=True):
    """What one person is told about one event. It has no words: texts are made when it is read.

    Attributes:
        recipient_id: the compte that is told.
        subject_type, subject_id: the entity that it is about.
        facts: codes that the words need, by name; nothing personal.
        in_app: whether the notification centre shows it.
        mail: whether a mail tells it too, and when.
        mailed_at: when a mail told it; of a digest, when that was due.
    """

    masked: ClassVar = ("recipient_id",)

    recipient_id: str
    kind: Kind
    subject_type: str
    subject_id: str
    facts: dict[str, str]
    in_app: bool = True
    mail: MailChoice = MailChoice.NONE
    mailed_at: datetime | None = None
    state: ReadState = ReadState.UNREAD
    read_at: datetime | None = None

    @classmethod
    def of(cls, event: Event, *, recipient_id: str, choice: Choice, at: datetime) -> Self:
        """Tell a person of an event. The same event and person give the same id."""
        facts = {name: str(event.data[name]) for name in RULES[choice.kind].facts}
        return cls(
            id=notification_id(event.id, recipient_id),
            created_at=at,
            updated_at=at,
            recipient_id=recipient_id,
            kind=choice.kind,
            subject_type=event.type.partition(".")[0],
            subject_id=event.entity_id,
            facts=facts,
            in_app=choice.in_app,
            mail=choice.mail,
        )

    def shown_to(self, compte_id: str) -> Self:
        """Return the notification itself if this person's notification centre shows it.

        Raises:
            NotificationNotFound: it is another's, or only a mail tells it.
        """
        if self.recipient_id != compte_id or not self.in_app:
            raise NotificationNotFound
        return self

    def read(self, *, at: datetime) -> Self:
        """Return it as seen; what was seen before stays as it is."""
        if self.state is ReadState.READ:
            return self
        return msgspec.structs.replace(self, state=ReadState.READ, read_at=at, updated_at=at)

    def mailed(self, *, at: datetime) -> Self:
        """Return it as told by a mail."""
        return msgspec.structs.replace(self, mailed_at=at, updated_at=at)


def notification_id(event_id: str, recipient_id: str) -> str:
    """Return the id of what a person is told about an event, in the form that all ids have."""
    return hashlib.blake2b(f"{event_id} {recipient_id}".encode(), digest_size=16).hexdigest()


NOTIFICATIONS = Listing(
    fields=(Field(name="state", path="state", type=ReadState, ops=(Op.EQ,)),),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)

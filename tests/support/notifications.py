"""Notifications as tests need them, and the notification centre on memory."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.memory.notifications.notifications import MemoryNotifications
from sorbo_adapters.memory.notifications.preferences import MemoryPreferences
from sorbo_adapters.memory.notifications.recipients import MemoryRecipients
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.identity.compte import Compte
from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.preferences import Choice, MailChoice, Preferences
from sorbo_core.notifications.use_cases.notify_people import NotifyPeople
from sorbo_core.notifications.use_cases.send_digests import SendDigests
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Facts, Language, Mail, MailTemplates, MailText
from sorbo_core.shared.query import ListQuery, Sort
from support import build
from support.build import NOW, later

DIGEST = Choice(kind=Kind.DEMANDE_RECEIVED, mail=MailChoice.DIGEST)


def notification(
    recipient_id: str = "compte-1", *, choice: Choice = DIGEST, at: datetime = NOW, **changes: Any
) -> Notification:
    """Return what somebody is told of a new request; `changes` are fields."""
    event = build.demande().events[0]
    told = Notification.of(event, recipient_id=recipient_id, choice=choice, at=at)
    return msgspec.structs.replace(told, **changes)


class PlainTemplates(MailTemplates):
    """Writes the name of the template, the language and the facts, and no words."""

    def render(self, name: str, language: Language, facts: Facts) -> MailText:
        return MailText(f"{name} {language}", html=str(facts), text=str(facts))


class PickyMailer(MemoryMailer):
    """Refuses the mails to some addresses.

    Attributes:
        refusals: address → what sending to it raises.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refusals: dict[str, DomainError] = {}

    async def send(self, mail: Mail) -> None:
        if mail.to in self.refusals:
            raise self.refusals[mail.to]
        await super().send(mail)


class Centre:
    """The notification centre on memory, its people and what they are told."""

    def __init__(self) -> None:
        self.clock = FixedClock(NOW)
        self.comptes = MemoryComptes()
        self.notifications = MemoryNotifications()
        self.preferences = MemoryPreferences()
        self.mailer = PickyMailer()
        recipients = MemoryRecipients(self.comptes)
        self.notify_people = NotifyPeople(
            notifications=self.notifications,
            preferences=self.preferences,
            recipients=recipients,
            templates=PlainTemplates(),
            mailer=self.mailer,
            clock=self.clock,
        )
        self.send_digests = SendDigests(
            digests=self.notifications,
            preferences=self.preferences,
            recipients=recipients,
            templates=PlainTemplates(),
            mailer=self.mailer,
        )

    async def person(self, id: str, *, active: bool = True) -> Compte:
        """Open an account; its address follows from its id."""
        return await self.comptes.add(msgspec.structs.replace(build.compte(id=id), active=active))

    async def mailed_person(self, id: str) -> None:
        """Open an account for somebody who wants a mail at once about new requests."""
        await self.person(id)
        await self.chose(id, mail=MailChoice.AT_ONCE)

    async def chose(self, compte_id: str, **choice: Any) -> None:
        """Let somebody choose how they are told of new requests."""
        stored = await self.preferences.of(compte_id) or Preferences.untouched(compte_id, at=NOW)
        await self.preferences.save(stored.choose({Kind.DEMANDE_RECEIVED: choice}, at=NOW))

    async def receive(self) -> Event:
        """Tell people of a new request; a minute passes."""
        event = build.demande(at=self.clock.now()).events[0]
        await self.notify_people(event)
        self.clock.advance(timedelta(minutes=1))
        return event

    async def told(self) -> tuple[Notification, ...]:
        """Return what anybody has been told, the first thing first."""
        query = ListQuery(sort=(Sort("created_at", type=datetime),), limit=100)
        return (await self.notifications.list(query)).items

    async def unrecorded(self) -> None:
        """Leave things as a process does that dies after its mails and before it recorded them."""
        for each in await self.told():
            await self.notifications.update(
                each.id, lambda told: msgspec.structs.replace(told, mailed_at=None)
            )

    def mailed_to(self) -> list[str]:
        """Return where mails went, by the part before the @."""
        return [mail.to.partition("@")[0] for mail in self.mailer.sent]


def some_notification(n: int) -> Notification:
    """Return one of many, of which some are for the same person, read, mailed or not shown."""
    told = notification(f"c{n % 5}", at=later(minutes=n // 2), in_app=n % 7 > 0)
    mailed = told.mailed(at=later(days=1)) if n % 3 else told
    return mailed.read(at=later(days=1)) if n % 4 else mailed

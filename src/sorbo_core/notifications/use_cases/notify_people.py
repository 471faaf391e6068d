"""Tell people of an event."""

from sorbo_core.notifications.kinds import RULES, Kind
from sorbo_core.notifications.mails import notification_mail, raise_first
from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.ports import Notifications, PreferencesStore, Recipient, Recipients
from sorbo_core.notifications.preferences import DEFAULTS, Choice, MailChoice
from sorbo_core.shared.errors import AlreadyExists, Deferred, Refused
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Mailer, MailTemplates
from sorbo_core.shared.ports import Clock


class NotifyPeople:
    """Tell everybody whom an event concerns, each as they chose: in the application, by mail, or both.

    The same event again tells nobody twice: a notification follows from the event and the person,
    and knows whether its mail has gone. A mail that is refused for one person does not keep the
    others from theirs.

    Raises:
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(
        self,
        *,
        notifications: Notifications,
        preferences: PreferencesStore,
        recipients: Recipients,
        templates: MailTemplates,
        mailer: Mailer,
        clock: Clock,
    ) -> None:
        self._notifications = notifications
        self._preferences = preferences
        self._recipients = recipients
        self._templates = templates
        self._mailer = mailer
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        kind = Kind(event.type)
        failures: list[Deferred | Refused] = []
        for recipient in await self._concerned(kind, event):
            try:
                await self._tell(recipient, kind, event)
            except (Deferred, Refused) as error:
                failures.append(error)
        raise_first(failures)

    async def _concerned(self, kind: Kind, event: Event) -> tuple[Recipient, ...]:
        rule = RULES[kind]
        if rule.addressee is None:
            return await self._recipients.who_may(rule.permission)
        addressee = event.data[rule.addressee]
        if not isinstance(addressee, str):
            return ()
        found = await self._recipients.find(addressee)
        return (found,) if found is not None and found.may(rule.permission) else ()

    async def _tell(self, recipient: Recipient, kind: Kind, event: Event) -> None:
        preferences = await self._preferences.of(recipient.id)
        choice = preferences.choice(kind) if preferences is not None else DEFAULTS[kind]
        if not choice.in_app and choice.mail is MailChoice.NONE:
            return
        notification = await self._made(event, recipient, choice)
        if notification.mail is not MailChoice.AT_ONCE or notification.mailed_at is not None:
            return
        await self._mailer.send(notification_mail(notification, recipient, self._templates))
        now = self._clock.now()
        await self._notifications.update(notification.id, lambda current: current.mailed(at=now))

    async def _made(self, event: Event, recipient: Recipient, choice: Choice) -> Notification:
        now = self._clock.now()
        notification = Notification.of(event, recipient_id=recipient.id, choice=choice, at=now)
        try:
            return await self._notifications.add(notification)
        except AlreadyExists:
            return await self._notifications.get(notification.id)

"""Send the daily digests."""

from datetime import datetime

from sorbo_core.notifications.kinds import RULES
from sorbo_core.notifications.mails import digest_mail, raise_first
from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.ports import Digests, PreferencesStore, Recipient, Recipients
from sorbo_core.notifications.preferences import MailChoice
from sorbo_core.shared.errors import Deferred, Refused
from sorbo_core.shared.outgoing.mail import Mailer, MailTemplates

MOST_AT_ONCE = 100


class SendDigests:
    """Send everybody one mail with what they have not seen and want to be told once a day.

    One mail for each person and day (UTC), however often the run is repeated. When a run died
    after a mail and before it was recorded, the next one sends that mail again, with the same
    Message-ID. What came in after the run was due, and what is beyond the first hundred, is for
    the next day. Who has left, or has turned mails off since, is told nothing.

    Raises:
        Unavailable: the mail server cannot be reached.
        Deferred: it refuses some of the mails for now; the others have gone.
        Refused: it refuses some of the mails for good; they are not tried again.
    """

    def __init__(
        self,
        *,
        digests: Digests,
        preferences: PreferencesStore,
        recipients: Recipients,
        templates: MailTemplates,
        mailer: Mailer,
    ) -> None:
        self._digests = digests
        self._preferences = preferences
        self._recipients = recipients
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, *, due: datetime) -> None:
        failures: list[Deferred | Refused] = []
        for recipient_id in await self._digests.recipients(due=due):
            try:
                await self._send(recipient_id, due)
            except (Deferred, Refused) as error:
                failures.append(error)
        raise_first(failures)

    async def _send(self, recipient_id: str, due: datetime) -> None:
        waiting = await self._digests.waiting(recipient_id, due=due, limit=MOST_AT_ONCE)
        ids = [each.id for each in waiting]
        recipient = await self._recipients.find(recipient_id)
        wanted = await self._wanted(recipient, waiting) if recipient is not None else []
        if recipient is not None and wanted:
            try:
                await self._mailer.send(digest_mail(wanted, due.date(), recipient, self._templates))
            except Refused:
                await self._digests.told(ids, due=due)
                raise
        await self._digests.told(ids, due=due)

    async def _wanted(self, recipient: Recipient, waiting: tuple[Notification, ...]) -> list[Notification]:
        preferences = await self._preferences.of(recipient.id)
        wanted = {
            kind
            for kind, rule in RULES.items()
            if recipient.may(rule.permission)
            and (preferences is None or preferences.choice(kind).mail is not MailChoice.NONE)
        }
        return [each for each in waiting if each.kind in wanted]

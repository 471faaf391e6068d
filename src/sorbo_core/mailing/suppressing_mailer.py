"""A mailer that respects addresses which have refused mails."""

from collections.abc import Collection

from sorbo_core.mailing.personal_data import suppression_of
from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.errors import RecipientRefused, Refused
from sorbo_core.shared.outgoing.mail import Mail, Mailer
from sorbo_core.shared.ports import Clock


class SuppressingMailer(Mailer):
    """Sends nothing to a suppressed address, and suppresses one that its server refuses for good.

    Servers judge a sender by how often it writes to addresses that do not exist. Only a refusal of
    the address itself suppresses it; one of a mail's content, size or sender does not.

    Args:
        mailer: sends what may be sent.
        suppressions: the addresses that get no more mails.
        clock: dates suppressions.
        own: addresses that are never suppressed: the company's own mailboxes, which come back once
            somebody has mended them.
    """

    def __init__(
        self,
        *,
        mailer: Mailer,
        suppressions: Suppressions,
        clock: Clock,
        own: Collection[EmailAddress] = (),
    ) -> None:
        self._mailer = mailer
        self._suppressions = suppressions
        self._clock = clock
        self._own = frozenset(own)

    async def send(self, mail: Mail) -> None:
        """Hand the mail over, as `Mailer.send` promises.

        Raises:
            Refused: the address is suppressed; the reason says since when, and why.
        """
        if mail.to in self._own:
            await self._mailer.send(mail)
            return
        known = await suppression_of(self._suppressions, mail.to)
        if known is not None:
            raise Refused(reason=f"suppressed since {known.since:%Y-%m-%d}: {known.reason}")
        try:
            await self._mailer.send(mail)
        except RecipientRefused as error:
            since = self._clock.now()
            await self._suppressions.add(Suppression(address=mail.to, reason=error.reason, since=since))
            raise

"""Suppress an address that was reported."""

from collections.abc import Iterable

from sorbo_core.mailing.events import MailBounced, MailComplained
from sorbo_core.mailing.personal_data import suppression_of
from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.report import read_report
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.events import Event
from sorbo_core.shared.incoming.webhook import ReceivedWebhooks


class SuppressReported:
    """End mails to an address that bounced for good, or whose holder has complained.

    A bounce that is temporary, or whose status speaks of content, policy or a full mailbox, ends
    nothing. Neither does anything that is reported of the company's own mailboxes. An address that
    is suppressed already keeps its first reason.

    Raises:
        ReceivedWebhookNotFound: the report has gone.
    """

    def __init__(
        self, *, received: ReceivedWebhooks, suppressions: Suppressions, own: Iterable[EmailAddress] = ()
    ) -> None:
        self._received = received
        self._suppressions = suppressions
        self._own = frozenset(map(parse_email, own))

    async def __call__(self, event: Event) -> None:
        if MailBounced.of(event) is None and MailComplained.of(event) is None:
            return
        webhook = await self._received.get(event.entity_id)
        report = read_report(webhook.body.encode())
        if report is None or not report.ends_mails or report.data.address in self._own:
            return
        # Where its holder had it erased, it is known under its pseudonym alone.
        if await suppression_of(self._suppressions, report.data.address) is not None:
            return
        # A provider whose clock is ahead reports nothing before it happens.
        since = min(report.data.occurred_at, webhook.created_at)
        await self._suppressions.add(
            Suppression(address=report.data.address, reason=report.words, since=since)
        )

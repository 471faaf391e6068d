"""Reports on mails that had been handed over: bounces and complaints, in a form of no one provider."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.mailing.events import MailBounced, MailComplained
from sorbo_core.mailing.status import refuses_the_address
from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.events import EventData
from sorbo_core.shared.validation import decode_body

_LONGEST_REASON = 300

Status = Annotated[str, Meta(pattern=r"^[245]\.[0-9]{1,3}\.[0-9]{1,3}$(?!\n)")]
Text = Annotated[str, Meta(max_length=2000)]


class _About(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    address: Annotated[EmailAddress, Meta(description="Whom the mail was for.")]
    occurred_at: Annotated[datetime, Meta(tz=True, description="When it happened.")]
    reason: Annotated[Text | None, Meta(description="What was said, for staff.")] = None
    message_id: Annotated[Text | None, Meta(description="The Message-ID of the mail.")] = None


class Bounce(_About, frozen=True, kw_only=True):
    """A mail that came back."""

    permanent: Annotated[bool, Meta(description="Whether it would come back the next time as well.")]
    status: Annotated[Status | None, Meta(description="Enhanced status code (RFC 3463), such as 5.1.1.")] = (
        None
    )


class Complaint(_About, frozen=True, kw_only=True):
    """A mail that its recipient called spam."""


class BounceReport(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="mail.bounced"):
    """A mail has come back."""

    data: Bounce

    def event(self) -> EventData:
        """Return what it tells without telling of whom."""
        return MailBounced(permanent=self.data.permanent)

    @property
    def ends_mails(self) -> bool:
        """Whether the address gets no more: a permanent bounce, unless its status is about something else."""
        status = self.data.status
        return self.data.permanent and (status is None or refuses_the_address(status))

    @property
    def words(self) -> str:
        """What happened, in one line."""
        return _line("bounce", self.data.status, self.data.reason)


class ComplaintReport(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="mail.complained"):
    """The recipient of a mail has called it spam."""

    data: Complaint

    def event(self) -> EventData:
        """Return what it tells without telling of whom."""
        return MailComplained()

    @property
    def ends_mails(self) -> bool:
        """Whether the address gets no more: always, as somebody asked for it."""
        return True

    @property
    def words(self) -> str:
        """What happened, in one line."""
        return _line("spam complaint", self.data.reason)


MailReport = BounceReport | ComplaintReport
_TYPES = frozenset({MailBounced.type, MailComplained.type})


class _Typed(msgspec.Struct, frozen=True):
    type: str


def read_report(body: bytes) -> MailReport | None:
    """Return the report in a body, its address as `parse_email` returns it; None for another type.

    Members that are not known are left out, as a sender may have more to say than concerns us.

    Raises:
        Malformed: it is not JSON, or has another shape.
        Invalid: a field breaks its rule.
    """
    if decode_body(body, _Typed).type not in _TYPES:
        return None
    report: MailReport = decode_body(body, MailReport)  # type: ignore[arg-type]  # a union is a type to msgspec
    address = parse_email(report.data.address, pointer="/data/address")
    return msgspec.structs.replace(report, data=msgspec.structs.replace(report.data, address=address))


def event_in(body: bytes) -> EventData | None:
    """Return the event that a body tells of; errors and None as `read_report`."""
    report = read_report(body)
    return report.event() if report is not None else None


def _line(*said: str | None) -> str:
    # Read on a terminal, too: nothing in it may be more than a letter.
    text = " ".join(part for part in said if part)
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(visible.split())[:_LONGEST_REASON]

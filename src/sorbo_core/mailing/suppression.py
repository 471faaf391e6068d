"""Suppression: why an address gets no more mails."""

from datetime import datetime

import msgspec

from sorbo_core.shared.email_address import EmailAddress


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """An address that gets no more mails, until somebody lifts it.

    Attributes:
        reason: what the mail server, or a report of it, said, for staff.
        since: when it said so.
    """

    address: EmailAddress
    reason: str
    since: datetime

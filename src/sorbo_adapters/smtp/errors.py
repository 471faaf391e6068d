"""What a mail server says, as the domain says it."""

import re

from aiosmtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from sorbo_core.mailing.status import refuses_the_address
from sorbo_core.shared.errors import Deferred, DomainError, RecipientRefused, Refused, Unavailable

# Reply codes of RFC 5321, 1870 and 4954.
_CLOSING, _TOO_LARGE, _FOR_GOOD = 421, 552, 500
# These are about the server or the account we use, not about this mail.
_NOT_THIS_MAIL = {_CLOSING, 454, 530, 534, 535, 538}
_ENHANCED = re.compile(r"\d\.\d{1,3}\.\d{1,3}\b")


def refusal_of(error: SMTPException | OSError | TimeoutError) -> DomainError:
    """Return the domain's error for what went wrong while a mail was handed over.

    What is said about the recipient or the content is about this mail, and so is that it is too
    large for the server. Everything else would befall any mail, which can wait until it is mended.
    """
    if isinstance(error, SMTPRecipientsRefused):
        error = error.recipients[0]
    if not isinstance(error, SMTPResponseException) or error.code in _NOT_THIS_MAIL:
        return Unavailable(part="mail")
    reason = f"{error.code} {error.message}"
    if isinstance(error, SMTPSenderRefused):
        return Refused(reason=reason) if error.code == _TOO_LARGE else Unavailable(part="mail")
    if isinstance(error, SMTPDataError | SMTPRecipientRefused):
        return _refused(error, reason) if error.code >= _FOR_GOOD else Deferred(reason=reason)
    return Unavailable(part="mail")


def _refused(error: SMTPResponseException, reason: str) -> Refused:
    status = _ENHANCED.match(error.message)
    about_the_address = status is not None and refuses_the_address(status[0])
    return (RecipientRefused if about_the_address else Refused)(reason=reason)

import pytest
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectTimeoutError,
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from sorbo_adapters.smtp.errors import refusal_of
from sorbo_core.shared.errors import Deferred, DomainError, Refused, Unavailable


def recipient(code: int) -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused([SMTPRecipientRefused(code, "said", "a@example.com")])


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ConnectionRefusedError(), Unavailable),
        (TimeoutError(), Unavailable),
        (SMTPConnectTimeoutError("said"), Unavailable),
        (SMTPServerDisconnected("said"), Unavailable),
        (SMTPNotSupported("said"), Unavailable),
        (SMTPHeloError(554, "said"), Unavailable),
        (SMTPAuthenticationError(535, "said"), Unavailable),
        (SMTPSenderRefused(451, "said", "site@example.com"), Unavailable),
        (SMTPSenderRefused(553, "said", "site@example.com"), Unavailable),
        (SMTPSenderRefused(552, "said", "site@example.com"), Refused),
        (recipient(421), Unavailable),
        (recipient(450), Deferred),
        (recipient(530), Unavailable),
        (recipient(552), Refused),
        (SMTPDataError(451, "said"), Deferred),
        (SMTPDataError(421, "said"), Unavailable),
        (SMTPDataError(554, "said"), Refused),
    ],
    ids=lambda value: getattr(value, "__name__", None) or f"{type(value).__name__}-{value}",
)
def test_what_is_said_about_this_mail_ends_it_and_everything_else_lets_it_wait(
    error: SMTPException | OSError, expected: type[DomainError]
) -> None:
    assert type(refusal_of(error)) is expected

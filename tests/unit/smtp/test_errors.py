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
from sorbo_core.shared.errors import Deferred, DomainError, RecipientRefused, Refused, Unavailable


def recipient(code: int, said: str = "said") -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused([SMTPRecipientRefused(code, said, "a@example.com")])


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


@pytest.mark.parametrize(
    "said",
    [
        "5.1.1 Unknown",
        "5.1.1",
        "5.1.2 No such host",
        "5.1.3 Bad address",
        "5.1.6 Moved",
        "5.1.10 Null MX",
        "5.2.1 Mailbox disabled",
        "5.1.1 The account\n5.1.1 does not exist",
    ],
)
def test_an_address_that_nobody_has_is_told_apart(said: str) -> None:
    assert type(refusal_of(recipient(550, said))) is RecipientRefused
    assert type(refusal_of(SMTPDataError(550, said))) is RecipientRefused


@pytest.mark.parametrize(
    "said",
    [
        "Unknown",
        "5.7.1 Policy",
        "5.2.2 Mailbox full",
        "5.3.4 Too large",
        "5.6.0 Content",
        "5.1.8 Sender",
        "5.1.7 Sender",
        "5.1.11 Unheard of",
        "Policy (5.1.1)",
        "",
    ],
)
def test_a_refusal_for_another_reason_says_nothing_against_the_address(said: str) -> None:
    assert type(refusal_of(recipient(550, said))) is Refused


def test_an_address_refused_for_now_is_only_deferred() -> None:
    assert type(refusal_of(recipient(450, "4.1.1 Unknown"))) is Deferred

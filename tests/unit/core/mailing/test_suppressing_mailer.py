from datetime import UTC, datetime

import pytest

from sorbo_adapters.memory.mail import MemoryMailer, MemorySuppressions
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.mailing.suppressing_mailer import SuppressingMailer
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.errors import Deferred, DomainError, RecipientRefused, Refused, Unavailable
from support.mail import MAIL, changed

NOW = datetime(2026, 3, 12, 14, 5, 7, tzinfo=UTC)
MAILBOX = "accueil@example.com"
UNKNOWN = RecipientRefused(reason="550 5.1.1 Unknown")


@pytest.fixture
def outgoing() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
def suppressions() -> MemorySuppressions:
    return MemorySuppressions()


@pytest.fixture
def mailer(outgoing: MemoryMailer, suppressions: MemorySuppressions) -> SuppressingMailer:
    return SuppressingMailer(mailer=outgoing, suppressions=suppressions, clock=FixedClock(NOW), own=[MAILBOX])


async def test_a_mail_to_an_address_like_any_other_is_sent(
    mailer: SuppressingMailer, outgoing: MemoryMailer, suppressions: MemorySuppressions
) -> None:
    await mailer.send(MAIL)
    assert outgoing.sent == [MAIL]
    assert await suppressions.list() == ()


async def test_an_address_that_is_refused_for_good_is_suppressed_and_the_refusal_is_told(
    mailer: SuppressingMailer, outgoing: MemoryMailer, suppressions: MemorySuppressions
) -> None:
    outgoing.failure = UNKNOWN
    with pytest.raises(RecipientRefused):
        await mailer.send(MAIL)
    assert await suppressions.list() == (Suppression(address=MAIL.to, reason=UNKNOWN.reason, since=NOW),)


async def test_a_suppressed_address_is_not_tried_again_and_the_reason_says_why(
    mailer: SuppressingMailer, outgoing: MemoryMailer
) -> None:
    outgoing.failure = UNKNOWN
    with pytest.raises(RecipientRefused):
        await mailer.send(MAIL)
    outgoing.failure = None
    with pytest.raises(Refused) as caught:
        await mailer.send(changed(key="another"))
    assert caught.value.reason == "suppressed since 2026-03-12: 550 5.1.1 Unknown"
    assert outgoing.sent == []


async def test_an_address_that_was_lifted_has_mails_again(
    mailer: SuppressingMailer, outgoing: MemoryMailer, suppressions: MemorySuppressions
) -> None:
    await suppressions.add(Suppression(address=MAIL.to, reason="550 5.1.1", since=NOW))
    await suppressions.lift(MAIL.to)
    await mailer.send(MAIL)
    assert outgoing.sent == [MAIL]


@pytest.mark.parametrize(
    "failure",
    [Refused(reason="554 5.7.1 Policy"), Deferred(reason="450 4.1.1 Later"), Unavailable(part="mail")],
    ids=lambda failure: failure.code,
)
async def test_a_refusal_for_another_reason_suppresses_nobody(
    failure: DomainError,
    mailer: SuppressingMailer,
    outgoing: MemoryMailer,
    suppressions: MemorySuppressions,
) -> None:
    outgoing.failure = failure
    with pytest.raises(type(failure)):
        await mailer.send(MAIL)
    assert await suppressions.list() == ()


async def test_the_companys_own_mailbox_is_tried_every_time(
    mailer: SuppressingMailer, outgoing: MemoryMailer, suppressions: MemorySuppressions
) -> None:
    outgoing.failure = UNKNOWN
    with pytest.raises(RecipientRefused):
        await mailer.send(changed(to=MAILBOX))
    outgoing.failure = None
    await mailer.send(changed(to=MAILBOX))
    assert [mail.to for mail in outgoing.sent] == [MAILBOX]
    assert await suppressions.list() == ()

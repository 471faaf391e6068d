"""Addresses that get no more mails, and whose holders had them erased."""

import pytest

from sorbo_adapters.memory.mail import MemoryMailer, MemorySuppressions
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.mailing.personal_data import SuppressionsHeld
from sorbo_core.mailing.suppressing_mailer import SuppressingMailer
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.errors import Refused
from sorbo_core.shared.outgoing.mail import Mail, MailText
from sorbo_core.shared.personal.blank import pseudonym_of
from sorbo_core.shared.personal.ports import Erased, Person
from support.build import NOW

ADDRESS = "visiteur@example.com"
MAIL = Mail(key="key", to=ADDRESS, content=MailText(subject="Sujet", text="Texte", html="<p>Texte</p>"))


async def test_an_erased_address_gets_no_mails_all_the_same_and_is_not_kept() -> None:
    suppressions, outgoing = MemorySuppressions(), MemoryMailer()
    await suppressions.add(Suppression(address=ADDRESS, reason=f"550 <{ADDRESS}>", since=NOW))
    held = SuppressionsHeld(suppressions=suppressions)
    told = await held.erase(Person(address=ADDRESS), at=NOW)
    assert told == Erased(blanked=1, kept=("address_suppressed",))
    (left,) = await suppressions.list()
    assert left.address == pseudonym_of(ADDRESS)
    assert ADDRESS not in str(left)
    mailer = SuppressingMailer(mailer=outgoing, suppressions=suppressions, clock=FixedClock(NOW))
    with pytest.raises(Refused):
        await mailer.send(MAIL)
    assert outgoing.sent == []
    assert await held.erase(Person(address=ADDRESS), at=NOW) == Erased()


async def test_who_was_not_suppressed_is_not_after_an_erasure() -> None:
    suppressions = MemorySuppressions()
    held = SuppressionsHeld(suppressions=suppressions)
    assert await held.erase(Person(address=ADDRESS), at=NOW) == Erased()
    assert await suppressions.list() == ()

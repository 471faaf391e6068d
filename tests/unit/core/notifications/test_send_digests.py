from datetime import datetime, timedelta

import msgspec
import pytest

from sorbo_core.notifications.preferences import MailChoice
from sorbo_core.notifications.use_cases.send_digests import MOST_AT_ONCE
from sorbo_core.shared.errors import Deferred, Refused, Unavailable
from support.build import NOW, later
from support.notifications import Centre, notification

TOMORROW = (NOW + timedelta(days=1)).replace(hour=7, minute=0, second=0, microsecond=0)


@pytest.fixture
async def office(centre: Centre) -> Centre:
    """A notification centre with two people who want a digest."""
    for id_ in ("a", "b"):
        await centre.person(id_)
        await centre.chose(id_, mail=MailChoice.DIGEST)
    return centre


async def digest(centre: Centre, *, due: datetime = TOMORROW) -> None:
    await centre.send_digests(due=due)


async def test_everybody_gets_one_mail_with_what_they_have_not_read(office: Centre) -> None:
    first, second = await office.receive(), await office.receive()
    assert office.mailer.sent == []
    await digest(office)
    assert office.mailed_to() == ["a", "b"]
    mail = office.mailer.sent[0]
    assert (mail.key, mail.content.subject) == ("digest.2026-03-03.a", "notification_digest fr")
    assert mail.content.text.index(first.entity_id) < mail.content.text.index(second.entity_id)


async def test_nothing_unread_is_no_mail(office: Centre) -> None:
    await office.receive()
    await office.notifications.read_all("a", at=later())
    await digest(office)
    assert office.mailed_to() == ["b"]


async def test_the_same_run_again_sends_nothing(office: Centre) -> None:
    await office.receive()
    await digest(office)
    await digest(office)
    assert office.mailed_to() == ["a", "b"]


async def test_a_second_run_on_the_same_day_leaves_what_is_new_to_the_next_day(office: Centre) -> None:
    await office.receive()
    await digest(office)
    office.clock.advance(timedelta(days=1))
    late = await office.receive()
    await digest(office, due=TOMORROW + timedelta(hours=5))
    assert len(office.mailer.sent) == 2
    await digest(office, due=TOMORROW + timedelta(days=1))
    assert len(office.mailer.sent) == 4
    assert office.mailer.sent[-1].key == "digest.2026-03-04.b"
    assert late.entity_id in office.mailer.sent[-1].content.text


async def test_what_came_in_after_the_run_was_due_is_for_the_next_day(office: Centre) -> None:
    await office.receive()
    await digest(office, due=NOW)
    assert office.mailer.sent == []


async def test_a_run_that_died_before_it_recorded_a_mail_sends_the_same_one_again(office: Centre) -> None:
    await office.receive()
    await digest(office)
    await office.unrecorded()
    office.clock.advance(timedelta(days=1))
    await office.receive()
    await digest(office)
    first, _, again, _ = office.mailer.sent
    assert again == first


async def test_a_run_goes_on_where_an_outage_cut_it_off(office: Centre) -> None:
    await office.receive()
    office.mailer.refusals["b@example.com"] = Unavailable(part="smtp")
    with pytest.raises(Unavailable):
        await digest(office)
    office.mailer.refusals.clear()
    await digest(office)
    assert office.mailed_to() == ["a", "b"]


async def test_a_mail_that_is_refused_for_now_is_tried_again_and_the_others_go(office: Centre) -> None:
    await office.receive()
    office.mailer.refusals["a@example.com"] = Deferred(reason="mailbox full")
    with pytest.raises(Deferred):
        await digest(office)
    office.mailer.refusals.clear()
    await digest(office)
    assert office.mailed_to() == ["b", "a"]


async def test_a_mail_that_is_refused_for_good_is_told_once_and_not_tried_again(office: Centre) -> None:
    await office.receive()
    office.mailer.refusals["a@example.com"] = Refused(reason="no such mailbox")
    with pytest.raises(Refused):
        await digest(office)
    await digest(office)
    assert office.mailed_to() == ["b"]


async def test_who_has_turned_mails_off_since_gets_none(office: Centre) -> None:
    await office.receive()
    await office.chose("a", mail=MailChoice.NONE)
    await digest(office)
    assert office.mailed_to() == ["b"]


async def test_who_has_left_since_gets_none(office: Centre) -> None:
    await office.receive()
    await office.comptes.update("a", lambda compte: msgspec.structs.replace(compte, active=False))
    await digest(office)
    assert office.mailed_to() == ["b"]


async def test_what_is_beyond_the_first_hundred_is_for_the_next_day(office: Centre) -> None:
    for n in range(MOST_AT_ONCE + 1):
        await office.notifications.add(notification("a", at=later(seconds=n)))
    await digest(office)
    await digest(office, due=TOMORROW + timedelta(days=1))
    assert [mail.content.text.count("Nouvelle demande") for mail in office.mailer.sent] == [MOST_AT_ONCE, 1]

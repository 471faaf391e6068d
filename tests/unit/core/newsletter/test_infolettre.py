"""The life of an issue."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sorbo_core.contact.newsletter.errors import InfolettreBegun, InfolettreNotBegun
from sorbo_core.contact.newsletter.infolettre import Infolettre, InfolettreState
from sorbo_core.contact.use_cases.envoi.send_due import SendDueInfolettres
from sorbo_core.shared.errors import Invalid
from support.build import NOW, infolettre, later
from support.newsletter import Newsletter

BEGUN = [infolettre().send(at=NOW), infolettre().send(at=NOW).stop(at=NOW)]


def test_a_draft_is_changed_and_tidied() -> None:
    changed = infolettre().revise({"subject": " Été ", "text": "a\n\nb\n"}, at=NOW)
    assert (changed.content.subject, changed.content.text) == ("Été", "a\n\nb")


def test_a_change_that_says_the_same_is_none() -> None:
    draft = infolettre()
    assert draft.revise({"subject": draft.content.subject}, at=NOW) is draft


@pytest.mark.parametrize(
    "fields", [{"subject": "  "}, {"subject": "a\nb"}, {"text": None}, {"categories": []}]
)
def test_a_change_that_breaks_a_rule_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        infolettre().revise(fields, at=NOW)


@pytest.mark.parametrize("issue", BEGUN)
def test_once_it_is_being_sent_nothing_can_be_changed_or_planned(issue: Infolettre) -> None:
    with pytest.raises(InfolettreBegun):
        issue.revise({"subject": "x"}, at=NOW)
    with pytest.raises(InfolettreBegun):
        issue.schedule(later(days=1), at=NOW)


def test_sending_begins_once_and_never_again_after_a_stop() -> None:
    sending = infolettre().send(at=NOW)
    assert sending.send(at=later(minutes=1)) is sending
    with pytest.raises(InfolettreBegun):
        sending.stop(at=NOW).send(at=NOW)


def test_a_planned_issue_becomes_a_draft_again_when_it_is_stopped() -> None:
    planned = infolettre().schedule(later(days=1), at=NOW)
    assert planned.state is InfolettreState.PLANIFIEE
    stopped = planned.stop(at=NOW)
    assert (stopped.state, stopped.send_at) == (InfolettreState.BROUILLON, None)


def test_there_is_nothing_to_stop_about_a_draft() -> None:
    with pytest.raises(InfolettreNotBegun):
        infolettre().stop(at=NOW)


@pytest.mark.parametrize("instant", [NOW, datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))])
def test_an_issue_is_planned_for_an_instant_to_come(instant: datetime) -> None:
    with pytest.raises(Invalid):
        infolettre().schedule(instant, at=NOW)


async def test_what_is_planned_is_sent_when_it_is_due_and_once(newsletter: Newsletter) -> None:
    await newsletter.confirmed(3)
    planned = infolettre().schedule(later(hours=1), at=NOW)
    await newsletter.infolettres.add(planned)
    send_due = SendDueInfolettres(infolettres=newsletter.infolettres, clock=newsletter.clock)
    assert await send_due() == 0
    newsletter.clock.advance(timedelta(hours=1))
    assert [await send_due(), await send_due()] == [1, 0]
    await newsletter.relay()
    assert len(newsletter.mailbox.sent) == 3


def test_an_issue_is_planned_in_utc() -> None:
    in_paris = (NOW + timedelta(days=1)).astimezone(timezone(timedelta(hours=1)))
    planned = infolettre().schedule(in_paris, at=NOW)
    assert planned.send_at is not None
    assert planned.send_at.tzinfo is UTC

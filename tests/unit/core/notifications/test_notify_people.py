import pytest

from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.preferences import MailChoice
from sorbo_core.shared.errors import Deferred, Refused, Unavailable
from sorbo_core.shared.events import Event
from support import build
from support.build import NOW
from support.notifications import Centre


def assigned_to(assignee_id: str | None) -> Event:
    demande = build.demande().assign("somebody", at=NOW).assign(assignee_id, at=NOW)
    return demande.events[-1]


async def test_a_new_request_is_told_to_everybody_who_may_read_requests(centre: Centre) -> None:
    await centre.person("a")
    await centre.person("b")
    event = await centre.receive()
    told = await centre.told()
    assert sorted(each.recipient_id for each in told) == ["a", "b"]
    assert {(each.kind, each.subject_type, each.subject_id) for each in told} == {
        (Kind.DEMANDE_RECEIVED, "demande", event.entity_id)
    }


async def test_a_notification_keeps_codes_and_nothing_personal(centre: Centre) -> None:
    await centre.person("a")
    await centre.receive()
    (told,) = await centre.told()
    assert told.facts == {"subject": "formation"}


async def test_who_has_left_is_told_nothing(centre: Centre) -> None:
    await centre.person("a")
    await centre.person("b", active=False)
    await centre.receive()
    await centre.notify_people(assigned_to("b"))
    assert [each.recipient_id for each in await centre.told()] == ["a"]


async def test_an_assignment_is_told_to_the_assignee_alone(centre: Centre) -> None:
    await centre.person("a")
    await centre.person("b")
    await centre.notify_people(assigned_to("b"))
    (told,) = await centre.told()
    assert (told.recipient_id, told.kind) == ("b", Kind.DEMANDE_ASSIGNED)
    assert centre.mailed_to() == ["b"]


@pytest.mark.parametrize("assignee", [None, "nobody"])
async def test_an_assignment_to_nobody_is_told_to_nobody(centre: Centre, assignee: str | None) -> None:
    await centre.person("a")
    await centre.notify_people(assigned_to(assignee))
    assert await centre.told() == ()


async def test_who_never_chose_finds_a_new_request_in_the_centre_alone(centre: Centre) -> None:
    await centre.person("a")
    await centre.receive()
    (told,) = await centre.told()
    assert (told.in_app, told.mail, centre.mailer.sent) == (True, MailChoice.NONE, [])


async def test_a_mail_at_once_is_in_french(centre: Centre) -> None:
    await centre.person("a")
    await centre.chose("a", in_app=True, mail=MailChoice.AT_ONCE)
    await centre.receive()
    (mail,), (told,) = centre.mailer.sent, await centre.told()
    assert (mail.to, mail.content.subject) == ("a@example.com", "notification fr")
    assert "Nouvelle demande : Formation" in mail.content.text
    assert told.mailed_at == NOW


@pytest.mark.parametrize(
    ("in_app", "mail", "told", "mails"),
    [
        (True, MailChoice.NONE, [(True, MailChoice.NONE)], 0),
        (True, MailChoice.DIGEST, [(True, MailChoice.DIGEST)], 0),
        (False, MailChoice.DIGEST, [(False, MailChoice.DIGEST)], 0),
        (False, MailChoice.AT_ONCE, [(False, MailChoice.AT_ONCE)], 1),
        (False, MailChoice.NONE, [], 0),
    ],
)
async def test_everybody_is_told_as_they_chose(
    centre: Centre,
    in_app: bool,  # noqa: FBT001 — a column of the table
    mail: MailChoice,
    told: list[tuple[bool, MailChoice]],
    mails: int,
) -> None:
    await centre.person("a")
    await centre.chose("a", in_app=in_app, mail=mail)
    await centre.receive()
    assert [(each.in_app, each.mail) for each in await centre.told()] == told
    assert len(centre.mailer.sent) == mails


async def test_the_same_event_again_tells_nobody_twice(centre: Centre) -> None:
    await centre.mailed_person("a")
    event = await centre.receive()
    before = await centre.told()
    await centre.notify_people(event)
    assert await centre.told() == before
    assert len(centre.mailer.sent) == 1


async def test_after_a_crash_between_mail_and_record_the_same_mail_goes_again(centre: Centre) -> None:
    await centre.mailed_person("a")
    event = await centre.receive()
    await centre.unrecorded()
    await centre.notify_people(event)
    first, second = centre.mailer.sent
    assert first.key == second.key


async def test_who_has_had_their_mail_does_not_get_it_again_when_the_server_comes_back(
    centre: Centre,
) -> None:
    await centre.mailed_person("a")
    await centre.mailed_person("b")
    centre.mailer.refusals["b@example.com"] = Unavailable(part="smtp")
    event = build.demande().events[0]
    with pytest.raises(Unavailable):
        await centre.notify_people(event)
    centre.mailer.refusals.clear()
    await centre.notify_people(event)
    assert centre.mailed_to() == ["a", "b"]


async def test_a_mail_that_is_refused_does_not_keep_the_others_from_theirs(centre: Centre) -> None:
    for id_ in ("a", "b", "c"):
        await centre.mailed_person(id_)
    centre.mailer.refusals = {
        "a@example.com": Refused(reason="no such mailbox"),
        "b@example.com": Deferred(reason="mailbox full"),
    }
    event = build.demande().events[0]
    with pytest.raises(Deferred):
        await centre.notify_people(event)
    del centre.mailer.refusals["b@example.com"]
    with pytest.raises(Refused):
        await centre.notify_people(event)
    assert centre.mailed_to() == ["c", "b"]
    assert len(await centre.told()) == 3

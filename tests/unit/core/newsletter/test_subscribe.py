"""Double opt-in: what is asked, what is mailed, what is confirmed."""

import asyncio
from datetime import timedelta

import pytest

from sorbo_core.contact.newsletter.abonne import CONFIRMED_WITHIN, TOLD_AGAIN_AFTER, Abonne, AbonneState
from sorbo_core.contact.newsletter.errors import LinkNotValid
from sorbo_core.contact.newsletter.events import LeftBy
from sorbo_core.contact.newsletter.links import proof_of
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.shared.errors import Invalid, Unavailable
from sorbo_core.shared.outgoing.mail import Language
from support import build
from support.newsletter import EVERYBODY, Newsletter, tokens_in

ADDRESS = "a@example.com"


async def stored(newsletter: Newsletter) -> Abonne:
    found = await newsletter.abonnes.with_address(ADDRESS)
    assert found is not None
    return found


async def confirmed(newsletter: Newsletter, *categories: Rubrique) -> tuple[str, str]:
    """Subscribe and confirm; return the tokens that were mailed."""
    await newsletter.ask(ADDRESS, *categories)
    await newsletter.relay()
    confirm, leave = tokens_in(newsletter.mailbox.sent[-1])
    await newsletter.confirm(token=confirm)
    return confirm, leave


async def test_nobody_is_subscribed_before_the_link_in_the_mail_is_followed(newsletter: Newsletter) -> None:
    await newsletter.ask("  A@Example.COM ")
    await newsletter.relay()
    (mail,) = newsletter.mailbox.sent
    assert mail.to == ADDRESS
    assert "Confirmez votre abonnement" in mail.content.subject
    assert (await stored(newsletter)).state is AbonneState.EN_ATTENTE
    confirm, _ = tokens_in(mail)
    assert (await newsletter.confirm(token=confirm)).state is AbonneState.CONFIRME
    assert (await stored(newsletter)).categories == EVERYBODY


async def test_only_hashes_of_the_tokens_are_stored(newsletter: Newsletter) -> None:
    _, leave = await confirmed(newsletter)
    kept = repr(await stored(newsletter))
    assert proof_of(leave) in kept
    assert leave not in kept
    assert leave.partition(".")[2] not in kept


async def test_a_confirmation_is_good_once(newsletter: Newsletter) -> None:
    confirm, _ = await confirmed(newsletter)
    with pytest.raises(LinkNotValid):
        await newsletter.confirm(token=confirm)


async def test_a_confirmation_is_good_for_seven_days(newsletter: Newsletter) -> None:
    await newsletter.ask()
    await newsletter.relay()
    confirm, _ = tokens_in(newsletter.mailbox.sent[0])
    newsletter.clock.advance(CONFIRMED_WITHIN)
    with pytest.raises(LinkNotValid):
        await newsletter.confirm(token=confirm)
    newsletter.clock.advance(timedelta(milliseconds=-1))
    await newsletter.confirm(token=confirm)


@pytest.mark.parametrize("token", ["", ".", "nobody.x", "abonne-1", "abonne-1.x", "abonne-1." + "é" * 50])
async def test_a_token_that_was_not_mailed_opens_nothing(newsletter: Newsletter, token: str) -> None:
    await confirmed(newsletter)
    before = await stored(newsletter)
    with pytest.raises(LinkNotValid):
        await newsletter.confirm(token=token)
    with pytest.raises(LinkNotValid):
        await newsletter.unsubscribe(token=token)
    assert await stored(newsletter) == before


async def test_twenty_people_who_type_one_address_cause_one_subscriber_and_one_mail(
    newsletter: Newsletter,
) -> None:
    await asyncio.gather(*(newsletter.ask() for _ in range(20)))
    await newsletter.relay()
    assert len(newsletter.mailbox.sent) == 1
    assert (await stored(newsletter)).asks == 20


async def test_an_address_gets_one_mail_an_hour_however_often_it_is_typed(newsletter: Newsletter) -> None:
    for _ in range(12):
        await newsletter.ask()
        await newsletter.relay()
        newsletter.clock.advance(TOLD_AGAIN_AFTER / 6)
    assert len(newsletter.mailbox.sent) == 2


async def test_who_is_subscribed_is_told_so_and_changes_by_confirming_only(newsletter: Newsletter) -> None:
    await confirmed(newsletter, Rubrique.FORMATIONS)
    newsletter.clock.advance(TOLD_AGAIN_AFTER)
    await newsletter.ask(ADDRESS, Rubrique.EMPLOIS)
    await newsletter.relay()
    mail = newsletter.mailbox.sent[-1]
    assert "déjà abonné" in mail.content.subject
    assert (await stored(newsletter)).categories == (Rubrique.FORMATIONS,)
    await newsletter.confirm(token=tokens_in(mail)[0])
    assert (await stored(newsletter)).categories == (Rubrique.EMPLOIS,)


async def test_leaving_is_effective_at_once_and_may_be_repeated(newsletter: Newsletter) -> None:
    _, leave = await confirmed(newsletter)
    once = await newsletter.unsubscribe(token=leave)
    assert await newsletter.unsubscribe(token=leave) == once == await stored(newsletter)
    assert (once.state, once.left_at) == (AbonneState.DESABONNE, build.NOW)


async def test_who_has_left_comes_back_by_confirming_and_old_links_to_leave_stay_good(
    newsletter: Newsletter,
) -> None:
    _, leave = await confirmed(newsletter)
    await newsletter.unsubscribe(token=leave)
    newsletter.clock.advance(TOLD_AGAIN_AFTER)
    await confirmed(newsletter)
    assert (await stored(newsletter)).state is AbonneState.CONFIRME
    assert (await newsletter.unsubscribe(token=leave)).state is AbonneState.DESABONNE


async def test_a_request_that_is_withdrawn_cannot_be_confirmed_any_more(newsletter: Newsletter) -> None:
    await newsletter.ask()
    await newsletter.relay()
    confirm, leave = tokens_in(newsletter.mailbox.sent[0])
    await newsletter.unsubscribe(token=leave)
    with pytest.raises(LinkNotValid):
        await newsletter.confirm(token=confirm)


async def test_a_mail_has_the_same_links_and_the_same_key_at_every_attempt(newsletter: Newsletter) -> None:
    await newsletter.ask()
    newsletter.mailbox.failure = Unavailable(part="smtp")
    await newsletter.relay()
    newsletter.mailbox.failure = None
    await newsletter.recover(2)
    (mail,) = newsletter.mailbox.sent
    assert mail.key == f"{(await stored(newsletter)).id}.1.abonne"
    await newsletter.confirm(token=tokens_in(mail)[0])


async def test_every_mail_can_be_ended_with_one_click(newsletter: Newsletter) -> None:
    await newsletter.ask()
    await newsletter.relay()
    (mail,) = newsletter.mailbox.sent
    leave = tokens_in(mail)[1]
    assert mail.unsubscribe_url == f"https://www.example.com/api/v1/abonnes/unsubscribe/{leave}"


async def test_what_is_no_address_is_refused(newsletter: Newsletter) -> None:
    with pytest.raises(Invalid):
        await newsletter.ask("nobody")


def test_categories_are_kept_once_each_in_their_own_order() -> None:
    asked = build.abonne(categories=(Rubrique.EMPLOIS, Rubrique.FORMATIONS, Rubrique.EMPLOIS))
    assert asked.categories == (Rubrique.FORMATIONS, Rubrique.EMPLOIS)


def test_no_event_holds_the_address() -> None:
    asked = build.abonne(email="qui@example.com").prove_wish(1, "p").confirm("p", at=build.NOW)
    left = asked.leave(LeftBy.STAFF, at=build.NOW)
    assert "qui@example.com" not in repr(left.events)
    assert [event.type for event in left.events] == ["abonne.asked", "abonne.confirmed", "abonne.left"]


async def test_mails_are_written_in_the_language_that_was_asked_for(newsletter: Newsletter) -> None:
    await newsletter.subscribe(email=ADDRESS, categories=EVERYBODY, language=Language.EN)
    await newsletter.relay()
    assert newsletter.mailbox.sent[0].content.subject == "Confirm your subscription"

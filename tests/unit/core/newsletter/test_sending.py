"""An issue on its way to everybody: once each, whatever dies, whoever leaves."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from sorbo_adapters.memory.mail import MemoryMailer, MemorySuppressions
from sorbo_core.contact.newsletter.events import LeftBy
from sorbo_core.contact.newsletter.infolettre import InfolettreState
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.contact.use_cases.infolettre.progress import Progress
from sorbo_core.mailing.suppressing_mailer import SuppressingMailer
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.errors import Deferred, Refused, Unavailable
from sorbo_core.shared.outgoing.mail import Mail, Mailer
from support.build import NOW, compte, confirmed_abonne, infolettre
from support.newsletter import Newsletter, in_memory, tokens_in


class Dying(Mailer):
    """Takes a mail, then the process dies: every n-th time nobody hears that it was taken."""

    def __init__(self, every: int) -> None:
        self.taken: list[Mail] = []
        self._every = every

    async def send(self, mail: Mail) -> None:
        self.taken.append(mail)
        if len(self.taken) % self._every == 0:
            raise asyncio.CancelledError


class Refusing(Mailer):
    """Refuses mails to some addresses, each with an error."""

    def __init__(self, **errors: Exception) -> None:
        self.taken: list[str] = []
        self.errors = errors

    async def send(self, mail: Mail) -> None:
        error = self.errors.get(mail.to.partition("@")[0].replace("-", "_"))
        if error is not None:
            raise error
        self.taken.append(mail.to)


async def test_a_thousand_recipients_get_the_issue_exactly_once_each(newsletter: Newsletter) -> None:
    everybody = await newsletter.confirmed(1000)
    issue = await newsletter.sending()
    await newsletter.recover(3)
    assert Counter(mail.to for mail in newsletter.mailbox.sent) == Counter(each.email for each in everybody)
    assert len({mail.key for mail in newsletter.mailbox.sent}) == 1000
    done = Progress(state=InfolettreState.ENVOYEE, sent=1000, failed=0, skipped=0, left=0)
    assert await newsletter.progress(issue) == done


async def test_no_more_than_a_batch_ever_waits_in_front_of_other_mails(newsletter: Newsletter) -> None:
    await newsletter.confirmed(250)
    newsletter.mailbox.failure = Unavailable(part="smtp")
    issue = await newsletter.sending()
    await newsletter.recover(3)
    tally = await newsletter.envois.tally(issue.id)
    assert sum(tally.values()) == 100
    assert (await newsletter.progress(issue)).left == 250


async def test_a_process_that_dies_again_and_again_leaves_nobody_out_and_gives_nobody_another_mail() -> None:
    mailer = Dying(every=17)
    newsletter = in_memory(mailer)
    everybody = await newsletter.confirmed(230)
    issue = await newsletter.sending()
    deaths = 0
    for _ in range(60):
        try:
            await newsletter.relay()
        except asyncio.CancelledError:
            deaths += 1
        newsletter.clock.advance(timedelta(minutes=1))
    assert deaths > 3
    assert {mail.to for mail in mailer.taken} == {each.email for each in everybody}
    keys = {mail.to: mail.key for mail in mailer.taken}
    assert all(mail.key == keys[mail.to] for mail in mailer.taken)
    assert (await newsletter.progress(issue)).sent == 230


async def test_who_reads_about_other_things_has_left_or_has_not_confirmed_gets_nothing(
    newsletter: Newsletter,
) -> None:
    await newsletter.abonnes.add(confirmed_abonne(1, categories=(Rubrique.EMPLOIS,)))
    await newsletter.abonnes.add(confirmed_abonne(2).leave(LeftBy.LINK, at=NOW))
    await newsletter.abonnes.add(confirmed_abonne(3))
    await newsletter.ask("attente@example.com", Rubrique.FORMATIONS)
    await newsletter.sending(categories=(Rubrique.FORMATIONS,))
    await newsletter.relay()
    issues = [mail.to for mail in newsletter.mailbox.sent if "printemps" in mail.content.subject]
    assert issues == ["abonne-00003@example.com"]


async def test_who_leaves_while_it_is_being_sent_does_not_get_it(newsletter: Newsletter) -> None:
    first, *_ = await newsletter.confirmed(2)
    newsletter.mailbox.failure = Unavailable(part="smtp")
    issue = await newsletter.sending()
    await newsletter.relay()
    await newsletter.abonnes.update(first.id, lambda abonne: abonne.leave(LeftBy.LINK, at=NOW))
    newsletter.mailbox.failure = None
    await newsletter.recover()
    assert [mail.to for mail in newsletter.mailbox.sent] == ["abonne-00001@example.com"]
    progress = await newsletter.progress(issue)
    assert (progress.sent, progress.skipped, progress.left) == (1, 1, 0)


async def test_an_issue_that_is_stopped_reaches_nobody_else(newsletter: Newsletter) -> None:
    await newsletter.confirmed(150)
    newsletter.mailbox.failure = Unavailable(part="smtp")
    issue = await newsletter.sending()
    await newsletter.relay()
    await newsletter.infolettres.update(issue.id, lambda current: current.stop(at=NOW))
    newsletter.mailbox.failure = None
    await newsletter.recover()
    assert newsletter.mailbox.sent == []
    progress = await newsletter.progress(issue)
    assert (progress.state, progress.skipped, progress.left) == (InfolettreState.ARRETEE, 100, 0)


async def test_a_refusal_is_counted_and_holds_nobody_up() -> None:
    mailer = Refusing(abonne_00000=Refused(reason="no such user"))
    newsletter = in_memory(mailer)
    await newsletter.confirmed(120)
    issue = await newsletter.sending()
    await newsletter.recover(3)
    progress = await newsletter.progress(issue)
    assert (progress.sent, progress.failed, progress.left) == (119, 1, 0)
    assert progress.state is InfolettreState.ENVOYEE


async def test_a_mailbox_that_is_full_holds_nobody_up_and_is_given_up_after_two_days() -> None:
    mailer = Refusing(abonne_00000=Deferred(reason="mailbox full"))
    newsletter = in_memory(mailer)
    await newsletter.confirmed(120)
    issue = await newsletter.sending()
    await newsletter.recover(3)
    progress = await newsletter.progress(issue)
    assert (progress.sent, progress.failed, progress.left) == (119, 0, 1)
    await newsletter.recover(60 * 24 * 2 + 20)
    progress = await newsletter.progress(issue)
    assert (progress.failed, progress.left) == (1, 0)


async def test_a_suppressed_address_is_not_mailed() -> None:
    suppressions, mailer = MemorySuppressions(), MemoryMailer()
    newsletter = in_memory()
    newsletter.mailer = SuppressingMailer(mailer=mailer, suppressions=suppressions, clock=newsletter.clock)
    first, second = await newsletter.confirmed(2)
    await suppressions.add(Suppression(address=first.email, reason="5.1.1", since=NOW))
    issue = await newsletter.sending()
    await newsletter.recover(3)
    assert [mail.to for mail in mailer.sent] == [second.email]
    assert (await newsletter.progress(issue)).failed == 1


async def test_each_mail_has_a_link_to_leave_that_works(newsletter: Newsletter) -> None:
    (reader,) = await newsletter.confirmed(1)
    await newsletter.sending()
    await newsletter.relay()
    (mail,) = newsletter.mailbox.sent
    (leave,) = tokens_in(mail)
    assert mail.unsubscribe_url == f"https://www.example.com/api/v1/abonnes/unsubscribe/{leave}"
    assert leave in mail.content.html
    assert (await newsletter.unsubscribe(token=leave)).id == reader.id


async def test_the_text_is_paragraphs_and_links_and_never_html(newsletter: Newsletter) -> None:
    await newsletter.confirmed(1)
    await newsletter.sending(text="<b>Un</b> & deux\n\nVoir https://www.example.com/a?b=1\n{{ 7 * 7 }}")
    await newsletter.relay()
    (mail,) = newsletter.mailbox.sent
    assert "&lt;b&gt;Un&lt;/b&gt; &amp; deux</p>" in mail.content.html
    assert 'href="https://www.example.com/a?b=1"' in mail.content.html
    assert "{{ 7 * 7 }}" in mail.content.html


async def test_a_preview_goes_to_who_asked_for_it(newsletter: Newsletter) -> None:
    reader = await newsletter.comptes.add(compte())
    await newsletter.infolettres.add(infolettre().preview(reader.id, at=NOW))
    await newsletter.relay()
    (mail,) = newsletter.mailbox.sent
    assert (mail.to, mail.unsubscribe_url) == (reader.email, None)


@pytest.mark.parametrize("by", LeftBy)
async def test_nobody_to_send_it_to_ends_the_sending_at_once(newsletter: Newsletter, by: LeftBy) -> None:
    await newsletter.abonnes.add(confirmed_abonne(1).leave(by, at=NOW))
    issue = await newsletter.sending()
    await newsletter.relay()
    assert (await newsletter.progress(issue)).state is InfolettreState.ENVOYEE

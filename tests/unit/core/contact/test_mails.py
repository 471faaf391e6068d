import pytest

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_core.contact.errors import DemandeNotFound
from sorbo_core.contact.use_cases.demande.acknowledge import AcknowledgeDemande
from sorbo_core.contact.use_cases.demande.notify_staff import NotifyStaff
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Facts, Language, MailTemplates, MailText
from support import build

MAILBOX = "accueil@example.com"


class BareTemplates(MailTemplates):
    """Writes the name of the template, the language and the facts, and no words."""

    def render(self, name: str, language: Language, facts: Facts) -> MailText:
        return MailText(f"{name} {language} {facts['reference']}", html=str(facts), text=str(facts))


@pytest.fixture
def mailer() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
def acknowledge(demandes: MemoryDemandes, mailer: MemoryMailer) -> AcknowledgeDemande:
    return AcknowledgeDemande(demandes=demandes, templates=BareTemplates(), mailer=mailer)


@pytest.fixture
def notify(demandes: MemoryDemandes, mailer: MemoryMailer) -> NotifyStaff:
    return NotifyStaff(demandes=demandes, templates=BareTemplates(), mailer=mailer, mailbox=MAILBOX)


async def received(demandes: MemoryDemandes) -> Event:
    demande = build.demande(id="d")
    await demandes.add(demande)
    return demande.events[0]


async def test_the_visitor_is_told_in_french_that_the_request_has_arrived(
    acknowledge: AcknowledgeDemande, demandes: MemoryDemandes, mailer: MemoryMailer
) -> None:
    await acknowledge(await received(demandes))
    (mail,) = mailer.sent
    assert (mail.to, mail.reply_to) == ("achats@example.com", None)
    assert mail.content.subject == "demande_acknowledgement fr d"


async def test_staff_are_told_in_their_mailbox_and_answer_the_visitor(
    notify: NotifyStaff, demandes: MemoryDemandes, mailer: MemoryMailer
) -> None:
    await notify(await received(demandes))
    (mail,) = mailer.sent
    assert (mail.to, mail.reply_to) == (MAILBOX, "achats@example.com")
    assert mail.content.subject == "demande_notice fr d"


async def test_each_mail_has_one_key_at_every_attempt_and_the_two_differ(
    acknowledge: AcknowledgeDemande, notify: NotifyStaff, demandes: MemoryDemandes, mailer: MemoryMailer
) -> None:
    event = await received(demandes)
    for handler in (acknowledge, acknowledge, notify, notify):
        await handler(event)
    assert [mail.key for mail in mailer.sent] == ["d.1.visitor"] * 2 + ["d.1.staff"] * 2


async def test_a_mail_server_that_is_away_is_told_to_who_delivers(
    acknowledge: AcknowledgeDemande, notify: NotifyStaff, demandes: MemoryDemandes, mailer: MemoryMailer
) -> None:
    event = await received(demandes)
    mailer.failure = Unavailable(part="smtp")
    with pytest.raises(Unavailable):
        await acknowledge(event)
    with pytest.raises(Unavailable):
        await notify(event)


async def test_a_request_that_has_gone_gets_no_mail(
    acknowledge: AcknowledgeDemande, notify: NotifyStaff, mailer: MemoryMailer
) -> None:
    event = build.demande().events[0]
    with pytest.raises(DemandeNotFound):
        await acknowledge(event)
    with pytest.raises(DemandeNotFound):
        await notify(event)
    assert mailer.sent == []

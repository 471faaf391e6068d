import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.holder_mails import HolderMails
from sorbo_core.identity.use_cases.announce_password_change import AnnouncePasswordChange
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.events import Event
from support import build


@pytest.fixture
def mailer() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
def announce(comptes: MemoryComptes, mailer: MemoryMailer) -> AnnouncePasswordChange:
    templates = MjmlMailTemplates(company="Sorbo Ingénierie", site_url="https://www.example.com")
    return AnnouncePasswordChange(mails=HolderMails(comptes=comptes, templates=templates, mailer=mailer))


def password_changed() -> Event:
    compte = build.compte(id="c", email="chef@example.com")
    return compte.with_password(build.HASH, at=build.NOW).events[-1]


async def test_the_holder_is_warned_in_french_of_another_password(
    announce: AnnouncePasswordChange, comptes: MemoryComptes, mailer: MemoryMailer
) -> None:
    await comptes.add(build.compte(id="c", email="chef@example.com"))
    for _ in range(2):
        await announce(password_changed())
    first, second = mailer.sent
    assert first == second
    assert first.to == "chef@example.com"
    assert first.content.subject == "Votre mot de passe a été changé – Sorbo Ingénierie"
    assert "Date : 02/03/2026 à 09:30 (GMT)" in first.content.text


async def test_a_mail_server_that_is_away_is_told_to_who_delivers(
    announce: AnnouncePasswordChange, comptes: MemoryComptes, mailer: MemoryMailer
) -> None:
    await comptes.add(build.compte(id="c", email="chef@example.com"))
    mailer.failure = Unavailable(part="mail")
    with pytest.raises(Unavailable):
        await announce(password_changed())


async def test_an_account_that_has_gone_gets_no_mail(
    announce: AnnouncePasswordChange, mailer: MemoryMailer
) -> None:
    with pytest.raises(CompteNotFound):
        await announce(password_changed())
    assert mailer.sent == []

import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.integrations import MemoryOwners, MemoryWebhooks
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.integrations.use_cases.webhook.tell_owner import TellOwner
from support.build import NOW, compte, webhook


@pytest.fixture
def mailer() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
def tell(webhooks: MemoryWebhooks, comptes: MemoryComptes, mailer: MemoryMailer) -> TellOwner:
    return TellOwner(
        webhooks=webhooks,
        owners=MemoryOwners(comptes),
        templates=MjmlMailTemplates(company="Sorbo Ingénierie", site_url="https://www.example.com"),
        mailer=mailer,
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [(DisabledReason.GONE, "n’existe plus (410)"), (DisabledReason.FAILING, "depuis cinq jours")],
)
async def test_the_owner_is_told_why_a_webhook_was_disabled(
    webhooks: MemoryWebhooks,
    comptes: MemoryComptes,
    mailer: MemoryMailer,
    tell: TellOwner,
    reason: DisabledReason,
    said: str,
) -> None:
    owner = await comptes.add(compte(email="admin@example.com"))
    disabled = webhook(id="hook", owner_id=owner.id).disable(reason, at=NOW)
    await webhooks.add(disabled)
    await tell(disabled.events[-1])
    (mail,) = mailer.sent
    assert (mail.key, mail.to) == ("hook.2.owner", "admin@example.com")
    assert said in mail.content.text
    assert "https://hooks.example.com/sorbo" in mail.content.subject


@pytest.mark.parametrize(
    ("owner", "reason"), [("admin", DisabledReason.MANUAL), ("nobody", DisabledReason.GONE)]
)
async def test_nobody_is_told_of_what_staff_did_and_no_mail_goes_to_nobody(
    webhooks: MemoryWebhooks,
    comptes: MemoryComptes,
    mailer: MemoryMailer,
    tell: TellOwner,
    owner: str,
    reason: DisabledReason,
) -> None:
    await comptes.add(compte(id="admin"))
    disabled = webhook(owner_id=owner).disable(reason, at=NOW)
    await webhooks.add(disabled)
    await tell(disabled.events[-1])
    assert mailer.sent == []

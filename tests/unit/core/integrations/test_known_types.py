import pytest

from sorbo_adapters.memory.integrations import MemoryWebhooks
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.integrations.known_types import KnownTypes
from sorbo_core.integrations.use_cases.webhook.change import ChangeWebhook
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.outgoing.http import OutboundPolicy
from support.actors import ADMIN
from support.build import webhook

KNOWN = KnownTypes(frozenset({"demande.received", "demande.moved", "formation.published"}))


def test_a_pattern_that_covers_a_type_is_accepted() -> None:
    KNOWN.check(("*", "demande.*", "demande.moved"))


@pytest.mark.parametrize(
    ("pattern", "similar"),
    [
        ("demande.recieved", "demande.received"),
        ("demandes.*", "demande.*"),
        ("facture.*", None),
        ("demande.received.*", "demande.received"),
    ],
)
def test_a_pattern_that_covers_nothing_is_refused_with_a_similar_one(
    pattern: str, similar: str | None
) -> None:
    with pytest.raises(Invalid) as refusal:
        KNOWN.check(("*", pattern))
    said = {"type": pattern} | ({"similar": similar} if similar else {})
    assert refusal.value.violations == (Violation("/eventTypes/1", "event_type_unknown", {**said}),)


@pytest.fixture
def change(webhooks: MemoryWebhooks, clock: FixedClock) -> ChangeWebhook:
    return ChangeWebhook(webhooks=webhooks, policy=OutboundPolicy(), known=KNOWN, clock=clock)


async def test_a_type_that_is_gone_stays_with_the_webhook_that_has_it(
    webhooks: MemoryWebhooks, change: ChangeWebhook
) -> None:
    await webhooks.add(webhook(id="hook", event_types=("gone.type",)))
    await change(actor=ADMIN, id="hook", fields={"description": "x"})
    changed = await change(actor=ADMIN, id="hook", fields={"event_types": ("gone.type", "demande.*")})
    assert changed.event_types == ("gone.type", "demande.*")
    assert changed.wants("demande.received")
    with pytest.raises(Invalid):
        await change(actor=ADMIN, id="hook", fields={"event_types": ("gone.other",)})

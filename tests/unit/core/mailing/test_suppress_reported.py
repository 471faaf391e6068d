"""What becomes of a reported address."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.integrations import MemoryReceivedWebhooks
from sorbo_adapters.memory.mail import MemorySuppressions
from sorbo_core.mailing.report import event_in
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.mailing.use_cases.suppress_reported import SuppressReported
from sorbo_core.shared.events import Event
from sorbo_core.shared.incoming.webhook import ReceivedWebhook, ReceivedWebhookNotFound
from support.build import NOW, fresh_id
from support.signing import encoded
from support.wire import report_body

MAILBOX = "Accueil@example.com"
HAPPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def received() -> MemoryReceivedWebhooks:
    return MemoryReceivedWebhooks()


@pytest.fixture
def suppressions() -> MemorySuppressions:
    return MemorySuppressions()


@pytest.fixture
def suppress(received: MemoryReceivedWebhooks, suppressions: MemorySuppressions) -> SuppressReported:
    return SuppressReported(received=received, suppressions=suppressions, own=[MAILBOX])


async def reported(received: MemoryReceivedWebhooks, body: dict[str, Any]) -> Event:
    """Return the event of a report that was received."""
    text = encoded(body)
    data = event_in(text)
    assert data is not None
    webhook = ReceivedWebhook.received(data, source="mail", webhook_id=fresh_id(), body=text.decode(), at=NOW)
    await received.add(webhook)
    return webhook.events[0]


async def test_an_address_that_bounced_for_good_is_suppressed_since_then(
    suppress: SuppressReported, received: MemoryReceivedWebhooks, suppressions: MemorySuppressions
) -> None:
    event = await reported(received, report_body())
    await suppress(event)
    await suppress(event)
    expected = Suppression(
        address="ancien@example.com", reason="bounce 5.1.1 550 5.1.1 no such user", since=HAPPENED
    )
    assert await suppressions.list() == (expected,)


async def test_whoever_complains_gets_no_more(
    suppress: SuppressReported, received: MemoryReceivedWebhooks, suppressions: MemorySuppressions
) -> None:
    complaint = report_body(reason="abuse") | {"type": "mail.complained"}
    await suppress(await reported(received, complaint))
    found = await suppressions.find("ancien@example.com")
    assert found is not None
    assert found.reason == "spam complaint abuse"


async def test_a_report_from_the_future_counts_from_its_arrival(
    suppress: SuppressReported, received: MemoryReceivedWebhooks, suppressions: MemorySuppressions
) -> None:
    await suppress(await reported(received, report_body(occurredAt="2999-01-01T00:00:00Z")))
    assert [each.since for each in await suppressions.list()] == [NOW]


@pytest.mark.parametrize(
    "changes", [{"permanent": False}, {"status": "5.7.1"}, {"address": "accueil@EXAMPLE.com"}]
)
async def test_what_is_not_about_a_dead_address_of_others_suppresses_nobody(
    suppress: SuppressReported,
    received: MemoryReceivedWebhooks,
    suppressions: MemorySuppressions,
    changes: dict[str, Any],
) -> None:
    await suppress(await reported(received, report_body(**changes)))
    assert await suppressions.list() == ()


async def test_the_first_reason_stays(
    suppress: SuppressReported, received: MemoryReceivedWebhooks, suppressions: MemorySuppressions
) -> None:
    first = Suppression(address="ancien@example.com", reason="550 5.1.1 Unknown", since=HAPPENED)
    await suppressions.add(first)
    await suppress(await reported(received, report_body()))
    assert await suppressions.list() == (first,)


async def test_an_event_of_another_type_is_left_alone(
    suppress: SuppressReported, received: MemoryReceivedWebhooks, suppressions: MemorySuppressions
) -> None:
    event = await reported(received, report_body())
    await suppress(msgspec.structs.replace(event, type="mail.opened"))
    assert await suppressions.list() == ()


async def test_a_report_that_has_gone_is_told(
    suppress: SuppressReported, received: MemoryReceivedWebhooks
) -> None:
    event = await reported(received, report_body())
    received._documents.clear()
    with pytest.raises(ReceivedWebhookNotFound):
        await suppress(event)

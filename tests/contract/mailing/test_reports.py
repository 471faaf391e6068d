"""Bounce reports from the call to the suppression, on memory and on MongoDB, also after a crash."""

import asyncio

import pytest

from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.integrations import MemoryReceivedWebhooks
from sorbo_adapters.memory.mail import MemorySuppressions
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.integrations import MongoReceivedWebhooks
from sorbo_adapters.mongo.mailing import MongoSuppressions
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.delivery.ports import Outbox
from sorbo_core.integrations.standard_webhooks import StandardWebhooks
from sorbo_core.integrations.use_cases.incoming.receive import ReceiveWebhook
from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.report import MailReport, event_in
from sorbo_core.mailing.use_cases.suppress_reported import SuppressReported
from sorbo_core.shared.incoming.source import WebhookSource
from sorbo_core.shared.incoming.webhook import ReceivedWebhooks
from support.build import NOW
from support.post_office import relay_of
from support.signing import SECRET, encoded, signed
from support.stores import LEASE, claim_next
from support.wire import report_body

MAIL = WebhookSource(name="mail", payload=MailReport, scheme=StandardWebhooks([SECRET]), read=event_in)
BODY = encoded(report_body())


class ReportsContract:
    """What holds of a report wherever it is kept."""

    async def test_twenty_of_one_report_suppress_once_also_after_a_relay_died(
        self, received: ReceivedWebhooks, outbox: Outbox, suppressions: Suppressions
    ) -> None:
        clock = FixedClock(NOW)
        receive = ReceiveWebhook(sources=[MAIL], received=received, clock=clock)
        headers = signed(BODY)
        calls = (receive(source="mail", headers=headers, body=BODY) for _ in range(20))
        assert len(set(await asyncio.gather(*calls))) == 1

        suppress = SuppressReported(received=received, suppressions=suppressions)
        dying = await claim_next(outbox, "dying", now=clock.now())
        assert dying is not None
        (pending,) = dying.pending
        await suppress(pending.event)  # and died before it could say so

        subscribed = {"mail.bounced": {"suppress_reported": suppress}}
        relay = relay_of(outbox, subscribed, clock=clock, ids=SequentialIds())
        assert await relay() == 0
        clock.advance(LEASE)
        assert await relay() == 1
        assert await relay() == 0
        (suppression,) = await suppressions.list()
        assert suppression.address == "ancien@example.com"


class TestReportsInMemory(ReportsContract):
    @pytest.fixture
    def received(self) -> MemoryReceivedWebhooks:
        return MemoryReceivedWebhooks()

    @pytest.fixture
    def outbox(self, received: MemoryReceivedWebhooks) -> Outbox:
        return MemoryOutbox([received])

    @pytest.fixture
    def suppressions(self) -> Suppressions:
        return MemorySuppressions()


class TestReportsInMongo(ReportsContract):
    @pytest.fixture
    def received(self, database: Database) -> MongoReceivedWebhooks:
        return MongoReceivedWebhooks(database)

    @pytest.fixture
    def outbox(self, database: Database, received: MongoReceivedWebhooks) -> Outbox:
        return MongoOutbox(database, [received.name])

    @pytest.fixture
    def suppressions(self, database: Database) -> Suppressions:
        return MongoSuppressions(database)

import asyncio
from datetime import datetime

import pytest

from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.integrations import MemoryReceivedWebhooks
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.integrations import MongoReceivedWebhooks
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.delivery.ports import Outbox
from sorbo_core.mailing.events import MailBounced
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.incoming.webhook import (
    KEPT_FOR,
    ReceivedWebhook,
    ReceivedWebhookNotFound,
    ReceivedWebhooks,
)
from support.build import NOW, later
from support.repository import kept
from support.signing import MESSAGE
from support.stores import claim_next

BODY = '{"type":"mail.bounced",\r\n "$where":"é\\u2028 \\ud83d\\ude00"}  '


def bounce(webhook_id: str = MESSAGE, *, body: str = BODY, at: datetime = NOW) -> ReceivedWebhook:
    return ReceivedWebhook.received(
        MailBounced(permanent=True), source="mail", webhook_id=webhook_id, body=body, at=at
    )


class ReceivedWebhooksContract:
    """What `ReceivedWebhooks` promises."""

    async def test_what_was_received_comes_back_to_the_last_character(
        self, received: ReceivedWebhooks
    ) -> None:
        added = await received.add(bounce())
        assert added == await received.get(added.id) == kept(bounce())

    async def test_what_was_not_received_is_not_found(self, received: ReceivedWebhooks) -> None:
        with pytest.raises(ReceivedWebhookNotFound):
            await received.get(bounce().id)

    async def test_the_same_webhook_again_is_refused_whatever_it_says_now(
        self, received: ReceivedWebhooks
    ) -> None:
        await received.add(bounce())
        with pytest.raises(AlreadyExists):
            await received.add(bounce(body="{}", at=later(days=3)))
        assert await received.get(bounce().id) == kept(bounce())

    async def test_of_many_at_the_same_time_one_is_taken_and_its_event_waits_once(
        self, received: ReceivedWebhooks, outbox: Outbox
    ) -> None:
        results = await asyncio.gather(
            *(received.add(bounce(body=f"{n}")) for n in range(20)), return_exceptions=True
        )
        assert [type(each) for each in results].count(AlreadyExists) == 19
        claim = await claim_next(outbox, "relay")
        assert claim is not None
        assert [each.event for each in claim.pending] == list(bounce().events)
        assert await claim_next(outbox, "another") is None

    async def test_another_id_is_another_webhook(self, received: ReceivedWebhooks) -> None:
        one, other = await received.add(bounce()), await received.add(bounce("msg_other"))
        assert one.id != other.id
        assert await received.get(other.id) == other


class TestMemoryReceivedWebhooks(ReceivedWebhooksContract):
    @pytest.fixture
    def received(self) -> MemoryReceivedWebhooks:
        return MemoryReceivedWebhooks()

    @pytest.fixture
    def outbox(self, received: MemoryReceivedWebhooks) -> Outbox:
        return MemoryOutbox([received])


class TestMongoReceivedWebhooks(ReceivedWebhooksContract):
    @pytest.fixture
    def received(self, database: Database) -> MongoReceivedWebhooks:
        return MongoReceivedWebhooks(database)

    @pytest.fixture
    def outbox(self, database: Database, received: MongoReceivedWebhooks) -> Outbox:
        return MongoOutbox(database, [received.name])

    async def test_mongodb_deletes_them_when_their_time_is_over(
        self, database: Database, received: MongoReceivedWebhooks
    ) -> None:
        (expiry,) = (
            index
            for index in (await database[received.name].index_information()).values()
            if "expireAfterSeconds" in index
        )
        assert (expiry["key"], expiry["expireAfterSeconds"]) == (
            [("created_at", 1)],
            KEPT_FOR.total_seconds(),
        )

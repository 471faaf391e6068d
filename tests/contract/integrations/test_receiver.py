"""A receiver built on the standardwebhooks package, which knows nothing of this service."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from sorbo_adapters.http.client import GuardedHttp
from sorbo_adapters.memory.integrations import MemoryOutcomes
from sorbo_adapters.mongo.integrations import MongoDeliveries, MongoWebhooks
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.security.webhook_secrets import RandomSecrets
from sorbo_adapters.system.clock import SystemClock
from sorbo_adapters.system.ids import UuidIds
from sorbo_core.integrations.retries import Retries
from sorbo_core.integrations.sender import Sender
from sorbo_core.integrations.use_cases.delivery.queue import QueueWebhooks
from sorbo_core.integrations.use_cases.delivery.send import SendWebhooks
from sorbo_core.shared.outgoing.http import IN_DEVELOPMENT
from support.build import demande, webhook
from support.receiver import Received, Receiver


class Post:
    """Everything that brings an event to a receiver, on MongoDB and over HTTP.

    `sender()` makes another process, as after a restart: it shares the database only.
    """

    def __init__(self, database: Database) -> None:
        self.clock = SystemClock()
        self.webhooks = MongoWebhooks(database)
        self.deliveries = MongoDeliveries(database)
        self.queue = QueueWebhooks(webhooks=self.webhooks, deliveries=self.deliveries, clock=self.clock)
        self.clients: list[GuardedHttp] = []

    def sender(self) -> SendWebhooks:
        self.clients.append(GuardedHttp(policy=IN_DEVELOPMENT, user_agent="Test/1"))
        return SendWebhooks(
            webhooks=self.webhooks,
            deliveries=self.deliveries,
            sender=Sender(http=self.clients[-1], clock=self.clock),
            retries=Retries(chance=lambda: 0.0),
            clock=self.clock,
            ids=UuidIds(),
            outcomes=MemoryOutcomes(),
        )

    async def rotate(self, webhook_id: str, secret: str, overlap: timedelta) -> None:
        now = self.clock.now()
        await self.webhooks.update(webhook_id, lambda it: it.rotate(secret, overlap=overlap, at=now))

    async def happen(self, *numbers: int) -> None:
        for n in numbers:
            await self.queue(demande(id=f"demande-{n:03}", at=self.clock.now()).events[0])


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    made = Post(database)
    yield made
    for client in made.clients:
        await client.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as running:
        yield running


def verified(secret: str, received: Received) -> bool:
    """Tell whether a receiver that knows this secret takes the message."""
    try:
        Webhook(secret).verify(received.body, dict(received.headers))
    except WebhookVerificationError:
        return False
    return True


async def test_a_rotation_adds_a_signature_and_one_without_overlap_leaves_only_the_new_one(
    post: Post, receiver: Receiver
) -> None:
    old, new, newest = (RandomSecrets().new() for _ in range(3))
    endpoint = await post.webhooks.add(webhook(url=receiver.url, secret=old, at=post.clock.now()))
    rotations = (None, (new, timedelta(days=1)), (newest, timedelta(0)))
    for number, rotation in enumerate(rotations):
        if rotation is not None:
            await post.rotate(endpoint.id, *rotation)
        await post.happen(number)
        await post.sender()()
    by_secret = [[verified(secret, each) for secret in (old, new, newest)] for each in receiver.received]
    assert by_secret == [[True, False, False], [True, True, False], [False, False, True]]


async def test_a_message_that_was_tampered_with_is_noticed(post: Post, receiver: Receiver) -> None:
    secret = RandomSecrets().new()
    await post.webhooks.add(webhook(url=receiver.url, secret=secret))
    await post.happen(1)
    await post.sender()()
    (received,) = receiver.received
    assert verified(secret, received)
    for changed in (
        received._replace(body=received.body.replace(b"demande", b"Demande")),
        received._replace(headers={**received.headers, "webhook-id": "another"}),
        received._replace(headers={**received.headers, "webhook-timestamp": "1700000000"}),
    ):
        assert not verified(secret, changed)


async def test_what_a_sender_held_when_it_died_is_sent_by_another_once_its_lease_is_over(
    post: Post, receiver: Receiver
) -> None:
    await post.webhooks.add(webhook(url=receiver.url))
    await post.happen(1)
    lease = timedelta(seconds=60)
    held = await post.deliveries.claim(now=post.clock.now(), lease=lease, token="dead")
    assert held is not None
    assert held.due_at is not None
    assert await post.sender()() == 0
    assert receiver.received == []
    again = await post.deliveries.claim(now=held.due_at, lease=lease, token="next")
    assert again is not None
    assert again.id == held.id

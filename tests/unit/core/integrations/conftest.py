import pytest

from sorbo_adapters.memory.http import MemoryHttp
from sorbo_adapters.memory.integrations import MemoryDeliveries, MemoryOutcomes, MemoryWebhooks
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.integrations.retries import Retries
from sorbo_core.integrations.sender import Sender
from sorbo_core.integrations.use_cases.delivery.queue import QueueWebhooks
from sorbo_core.integrations.use_cases.delivery.send import Pace, SendWebhooks


@pytest.fixture
def webhooks() -> MemoryWebhooks:
    return MemoryWebhooks()


@pytest.fixture
def deliveries() -> MemoryDeliveries:
    return MemoryDeliveries()


@pytest.fixture
def outcomes() -> MemoryOutcomes:
    return MemoryOutcomes()


@pytest.fixture
def http() -> MemoryHttp:
    return MemoryHttp()


@pytest.fixture
def queue(webhooks: MemoryWebhooks, deliveries: MemoryDeliveries, clock: FixedClock) -> QueueWebhooks:
    return QueueWebhooks(webhooks=webhooks, deliveries=deliveries, clock=clock)


@pytest.fixture
def send(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    http: MemoryHttp,
    clock: FixedClock,
    ids: SequentialIds,
    outcomes: MemoryOutcomes,
) -> SendWebhooks:
    return SendWebhooks(
        webhooks=webhooks,
        deliveries=deliveries,
        sender=Sender(http=http, clock=clock),
        retries=Retries(chance=lambda: 0.0),
        clock=clock,
        ids=ids,
        outcomes=outcomes,
        pace=Pace(look_every=0.01),
    )

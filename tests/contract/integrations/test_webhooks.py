from datetime import datetime, timedelta

import pytest

from sorbo_adapters.memory.integrations import MemoryWebhooks
from sorbo_adapters.mongo.integrations import MongoWebhooks
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.integrations.endpoint import WEBHOOKS, Webhook
from sorbo_core.integrations.errors import WebhookNotFound
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.integrations.ports import Webhooks
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import ListQuery, Sort
from support.build import NOW, later, webhook
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept


class WebhooksContract(RepositoryContract[Webhook]):
    missing = WebhookNotFound

    @pytest.fixture
    def repository(self, webhooks: Webhooks) -> Repository[Webhook]:
        return webhooks

    def new(self, at: datetime) -> Webhook:
        return webhook(at=at)

    def changed(self, entity: Webhook, n: int) -> Webhook:
        return entity.revise(at=later(seconds=n), description=f"Version {n} {entity.version}")

    async def test_every_field_comes_back(self, webhooks: Webhooks) -> None:
        endpoint = webhook(description="$x", event_types=("*", "demande.*")).rotate(
            "whsec_b", overlap=timedelta(hours=1), at=NOW
        )
        failing = endpoint.failed(at=NOW).disable(DisabledReason.GONE, at=later(hours=1))
        await webhooks.add(failing)
        assert await webhooks.get(failing.id) == kept(failing)

    async def test_active_ones_are_found_and_no_others(self, webhooks: Webhooks) -> None:
        active = [kept(await webhooks.add(webhook())) for _ in range(3)]
        await webhooks.add(webhook().disable(DisabledReason.MANUAL, at=NOW))
        await webhooks.add(webhook().delete(at=NOW))
        found = await webhooks.active()
        assert sorted(found, key=lambda each: each.id) == active

    @pytest.mark.parametrize("sort", WEBHOOKS.sorts.values(), ids=WEBHOOKS.sorts)
    async def test_pages_neither_repeat_nor_drop(self, webhooks: Webhooks, sort: tuple[Sort, ...]) -> None:
        opened = [await webhooks.add(webhook(at=later(milliseconds=n // 3))) for n in range(8)]
        query = ListQuery(sort=sort, limit=2)
        assert await walk(webhooks.list, query) == ids_in_order(opened, query)


class TestMemoryWebhooks(WebhooksContract):
    @pytest.fixture
    def webhooks(self) -> Webhooks:
        return MemoryWebhooks()


class TestMongoWebhooks(WebhooksContract):
    @pytest.fixture
    def webhooks(self, database: Database) -> Webhooks:
        return MongoWebhooks(database)

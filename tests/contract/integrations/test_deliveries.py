import asyncio
from datetime import datetime, timedelta

import msgspec
import pytest

from sorbo_adapters.memory.integrations import MemoryDeliveries
from sorbo_adapters.mongo.integrations import MongoDeliveries
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.integrations.delivery import DELIVERIES, Attempt, Delivery, DeliveryState
from sorbo_core.integrations.errors import WebhookDeliveryNotFound
from sorbo_core.integrations.ports import Deliveries, Waiting
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, delivery, later
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept

LEASE = timedelta(seconds=60)
TAKEN = Attempt(at=later(seconds=1), duration_ms=12, status=204)
REFUSED = Attempt(at=later(seconds=2), duration_ms=15_000, error="no answer in time")


async def claim(deliveries: Deliveries, holder: str = "sender", **after: float) -> Delivery | None:
    """Claim what is due some time after NOW."""
    return await deliveries.claim(now=later(**after), lease=LEASE, token=holder)


class DeliveriesContract(RepositoryContract[Delivery]):
    missing = WebhookDeliveryNotFound
    told = 0

    @pytest.fixture
    def repository(self, deliveries: Deliveries) -> Repository[Delivery]:
        return deliveries

    def new(self, at: datetime) -> Delivery:
        return delivery(at=at)

    def changed(self, entity: Delivery, n: int) -> Delivery:
        return entity.attempted(REFUSED, retry_at=later(minutes=n))

    async def test_every_field_comes_back(self, deliveries: Deliveries) -> None:
        tried = delivery().attempted(REFUSED, retry_at=later(minutes=1)).attempted(TAKEN, retry_at=None)
        added = await deliveries.add(tried)
        assert added == await deliveries.get(tried.id) == kept(tried)

    async def test_the_longest_due_comes_first_and_carries_the_token(self, deliveries: Deliveries) -> None:
        await deliveries.add(delivery(id="later", at=later(seconds=2)))
        await deliveries.add(delivery(id="first", at=later(seconds=1)))
        claimed = await claim(deliveries, "mine", seconds=3)
        assert claimed is not None
        assert (claimed.id, claimed.token, claimed.due_at) == ("first", "mine", later(seconds=63))
        assert await deliveries.get("first") == claimed

    async def test_nothing_is_due_before_its_time(self, deliveries: Deliveries) -> None:
        await deliveries.add(delivery(at=later(seconds=1)))
        assert await claim(deliveries) is None
        assert await claim(deliveries, seconds=1) is not None

    async def test_what_is_leased_is_nobody_elses_until_the_lease_ends(self, deliveries: Deliveries) -> None:
        await deliveries.add(delivery())
        await claim(deliveries, "first")
        assert await claim(deliveries, "second", seconds=59) is None
        again = await claim(deliveries, "second", seconds=60)
        assert again is not None
        assert again.token == "second"

    async def test_twenty_processes_never_hold_the_same_delivery(self, deliveries: Deliveries) -> None:
        for _ in range(10):
            await deliveries.add(delivery())
        claims = await asyncio.gather(*(claim(deliveries, f"sender-{n}") for n in range(20)))
        held = [each.id for each in claims if each is not None]
        assert len(held) == len(set(held)) == 10

    async def test_deliveries_of_a_busy_endpoint_are_left_for_later(self, deliveries: Deliveries) -> None:
        await deliveries.add(delivery(id="a", endpoint_id="busy"))
        await deliveries.add(delivery(id="b", endpoint_id="idle", at=later(seconds=1)))
        claimed = await deliveries.claim(now=later(seconds=2), lease=LEASE, token="t", but=["busy"])
        assert claimed is not None
        assert claimed.id == "b"

    async def test_what_was_taken_or_given_up_is_never_due(self, deliveries: Deliveries) -> None:
        await deliveries.add(delivery().attempted(TAKEN, retry_at=None))
        await deliveries.add(delivery().attempted(REFUSED, retry_at=None))
        await deliveries.add(delivery().give_up(at=NOW))
        assert await claim(deliveries, days=20) is None

    async def test_what_is_to_be_tried_again_is_due_then(self, deliveries: Deliveries) -> None:
        added = await deliveries.add(delivery())
        await claim(deliveries)
        await deliveries.update(added.id, lambda it: it.attempted(REFUSED, retry_at=later(hours=2)))
        assert await claim(deliveries, hours=1.9) is None
        assert await claim(deliveries, hours=2) is not None

    async def test_what_waits_is_counted_with_the_first_instant_at_which_something_is_due(
        self, deliveries: Deliveries
    ) -> None:
        assert await deliveries.waiting() == Waiting(0, None)
        await deliveries.add(delivery().attempted(TAKEN, retry_at=None))
        await deliveries.add(delivery().attempted(REFUSED, retry_at=None))
        await deliveries.add(delivery().attempted(REFUSED, retry_at=later(hours=2)))
        await deliveries.add(delivery(at=later(seconds=1)))
        assert await deliveries.waiting() == Waiting(2, later(seconds=1))
        await claim(deliveries, seconds=1)
        assert await deliveries.waiting() == Waiting(2, later(seconds=61))

    async def test_a_range_is_replayed_for_one_endpoint_in_the_named_states(
        self, deliveries: Deliveries
    ) -> None:
        for minute in range(4):
            failed = delivery(id=f"failed-{minute}", at=later(minutes=minute))
            await deliveries.add(failed.attempted(REFUSED, retry_at=None))
        taken = delivery(id="taken", at=later(minutes=1)).attempted(TAKEN, retry_at=None)
        await deliveries.add(taken)
        await deliveries.add(delivery(id="waiting", at=later(minutes=1)))
        other = delivery(id="other", endpoint_id="other", at=later(minutes=1))
        await deliveries.add(other.attempted(REFUSED, retry_at=None))
        before = await deliveries.get("failed-1")

        replayed = await deliveries.replay(
            "hook",
            since=later(minutes=1),
            until=later(minutes=3),
            states=[DeliveryState.FAILED],
            now=later(hours=1),
        )

        assert replayed == 2
        pending = ListQuery(filters=(Filter("state", Op.EQ, DeliveryState.PENDING),))
        assert await walk(deliveries.list, pending) == ["failed-1", "failed-2", "waiting"]
        after = await deliveries.get("failed-1")
        assert after == msgspec.structs.replace(before.replay(at=later(hours=1)), version=before.version + 1)

    async def test_what_was_taken_is_replayed_on_demand(self, deliveries: Deliveries) -> None:
        await deliveries.add(delivery(id="taken").attempted(TAKEN, retry_at=None))
        states = [DeliveryState.FAILED, DeliveryState.DELIVERED]
        counts = [
            await deliveries.replay(
                "hook", since=NOW, until=later(seconds=1), states=states, now=later(hours=1)
            )
            for _ in range(2)
        ]
        assert counts == [1, 0]
        claimed = await claim(deliveries, hours=1)
        assert claimed is not None
        assert (claimed.id, claimed.tries, claimed.attempts) == ("taken", 0, (TAKEN,))

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("endpoint_id", Op.EQ, "hook", "AB"),
            ("state", Op.EQ, DeliveryState.FAILED, "B"),
            ("state", Op.IN, (DeliveryState.PENDING, DeliveryState.FAILED), "ABC"),
            ("event_type", Op.EQ, "demande.received", "ABC"),
            ("event_type", Op.EQ, "demande.moved", ""),
            ("created_at", Op.GTE, later(minutes=2), "BC"),
            ("created_at", Op.LTE, later(minutes=2), "AB"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self, deliveries: Deliveries, path: str, op: Op, value: Scalar | tuple[Scalar, ...], expected: str
    ) -> None:
        await deliveries.add(delivery(id="A", at=later(minutes=1)))
        await deliveries.add(delivery(id="B", at=later(minutes=2)).give_up(at=later(minutes=2)))
        await deliveries.add(delivery(id="C", endpoint_id="other", at=later(minutes=3)))
        page = await deliveries.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize("sort", DELIVERIES.sorts.values(), ids=DELIVERIES.sorts)
    async def test_pages_neither_repeat_nor_drop(
        self, deliveries: Deliveries, sort: tuple[Sort, ...]
    ) -> None:
        queued = [await deliveries.add(delivery(at=later(milliseconds=n // 3))) for n in range(8)]
        query = ListQuery(filters=(Filter("endpoint_id", Op.EQ, "hook"),), sort=sort, limit=2)
        assert await walk(deliveries.list, query) == ids_in_order(queued, query)


class TestMemoryDeliveries(DeliveriesContract):
    @pytest.fixture
    def deliveries(self) -> Deliveries:
        return MemoryDeliveries()


class TestMongoDeliveries(DeliveriesContract):
    @pytest.fixture
    def deliveries(self, database: Database) -> Deliveries:
        return MongoDeliveries(database)

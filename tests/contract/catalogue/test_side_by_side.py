"""Memory and MongoDB, driven side by side, never differ."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.store.client import connect, database_of
from sorbo_core.catalogue.formation import FORMATIONS, Category, Formation
from sorbo_core.catalogue.level import Level, level_range
from sorbo_core.catalogue.ports import Formations
from sorbo_core.delivery.ports import Claim, DeliveryDesk, Outbox
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.query import Filter, ListQuery, Op, Page, Position, Sort
from support.build import details, formation, later
from support.stores import claim_next

T = TypeVar("T")

# Few different values, so that they meet.
amounts = st.sampled_from([0, 100, 200, 300])
labels = st.sampled_from(["Génie civil", "BIM", "Œuvres"])
levels = st.builds(level_range, st.sampled_from(Level), st.sampled_from(Level))
said = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Étude", "etude", "Zone", "🏗", "$a.b", "eau"]),
        "category": labels.map(Category.named),
        "levels": st.one_of(st.just(()), levels),
        "price": st.one_of(st.none(), amounts.map(Money)),
    }
)
sources = st.one_of(
    st.none(), st.builds(Source, key=st.sampled_from(["1", "2", "3"]), digest=st.just("sha256:0"))
)

pytestmark = pytest.mark.exhaustive
sorts = st.one_of(st.just(()), st.sampled_from(list(FORMATIONS.sorts.values())))
statuses = st.lists(st.sampled_from(Status), min_size=1, max_size=2).map(tuple)
filters = st.lists(
    st.one_of(
        st.builds(Filter, st.just("status"), st.just(Op.IN), statuses),
        st.builds(Filter, st.just("status"), st.just(Op.EQ), st.sampled_from(Status)),
        st.builds(Filter, st.just("details.price.amount"), st.sampled_from([Op.EQ, Op.GTE, Op.LTE]), amounts),
        st.builds(Filter, st.just("details.levels"), st.just(Op.CONTAINS), st.sampled_from(Level)),
        st.builds(
            Filter,
            st.just("details.category.key"),
            st.just(Op.EQ),
            labels.map(lambda label: Category.named(label).key),
        ),
    ),
    max_size=2,
).map(tuple)


async def outcome(call: Awaitable[T]) -> T | type[DomainError]:
    """Return what a call returns or refuses with."""
    try:
        return await call
    except DomainError as refused:
        return type(refused)


class SideBySide(RuleBasedStateMachine):
    """Does the same to both and compares what comes back."""

    ids = Bundle("ids")
    claims = Bundle("claims")

    url: ClassVar[str]
    database_name: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.clock = 0
        self.runner = asyncio.Runner()
        self.client = connect(self.url)
        database = database_of(self.client, self.database_name)
        self.runner.run(database["formations"].delete_many({}))
        memory = MemoryFormations()
        self.both: tuple[Formations, Formations] = (memory, MongoFormations(database))
        outbox, names = MemoryOutbox([memory]), ["formations"]
        self.outboxes: tuple[Outbox, Outbox] = (outbox, MongoOutbox(database, names))
        self.desks: tuple[DeliveryDesk, DeliveryDesk] = (outbox, MongoDeliveryDesk(database, names))

    def teardown(self) -> None:
        self.runner.run(self.client.close())
        self.runner.close()

    def agreed(
        self, call: Callable[[Any], Awaitable[T]], pair: tuple[object, object]
    ) -> T | type[DomainError]:
        """Return what both answer; they must not differ."""
        memory, mongo = (self.runner.run(outcome(call(each))) for each in pair)
        assert memory == mongo
        return mongo

    @initialize(target=ids, catalogue=st.lists(said, min_size=3, max_size=8))
    def begin_with_a_few(self, catalogue: list[dict[str, Any]]) -> Any:
        return multiple(*(self.added(said).id for said in catalogue))

    @rule(target=ids, said=said, source=sources, slug=st.sampled_from(["a", "b", "c", None]))
    def add(self, said: dict[str, Any], source: Source | None, slug: str | None) -> Any:
        added = self.added(said, source=source, slug=slug)
        return added.id if isinstance(added, Formation) else multiple()

    def added(self, said: dict[str, Any], **keys: Any) -> Any:
        """Add a formation on both sides, a second later than what was done before."""
        self.clock += 1
        new = formation(at=later(seconds=self.clock), **keys, **said)
        return self.agreed(lambda formations: formations.add(new), self.both)

    @rule(id=ids)
    def add_again(self, id: str) -> None:
        again = formation(id=id)
        self.agreed(lambda formations: formations.add(again), self.both)

    @rule(id=ids, said=said, source=sources)
    def revise(self, id: str, said: dict[str, Any], source: Source | None) -> None:
        at = later(seconds=self.clock)
        self.update(
            id, lambda current: current.revise(at=at, **said).rewrite(details(**said), at=at, source=source)
        )

    @rule(id=ids)
    def change_nothing(self, id: str) -> None:
        self.update(id, lambda current: current)

    @rule(id=ids)
    def publish(self, id: str) -> None:
        self.update(id, lambda current: current.publish(at=later(seconds=self.clock)))

    @rule(id=ids)
    def archive(self, id: str) -> None:
        self.update(id, lambda current: current.archive(at=later(seconds=self.clock)))

    def update(self, id: str, change: Callable[[Formation], Formation]) -> None:
        """Update on both sides, a second later than what was done before."""
        self.clock += 1
        self.agreed(lambda formations: formations.update(id, change), self.both)
        self.agreed(lambda formations: formations.get(id), self.both)

    @rule(filters=filters, sort=sorts, limit=st.integers(1, 4))
    def read_a_list(self, filters: tuple[Filter, ...], sort: tuple[Sort, ...], limit: int) -> None:
        query = ListQuery(filters=filters, sort=sort, limit=limit)
        while (position := self.end_of_page(query)) is not None:
            query = ListQuery(filters=filters, sort=sort, limit=limit, after=position)

    def end_of_page(self, query: ListQuery) -> Position | None:
        """Read a page on both sides and return where the next one starts."""
        page = self.agreed(lambda formations: formations.list(query), self.both)
        assert isinstance(page, Page)
        return page.next

    @rule(slug=st.sampled_from(["a", "b", "c", "d"]), key=st.sampled_from(["1", "2", "3", "4"]))
    def look_up(self, slug: str, key: str) -> None:
        self.agreed(lambda formations: formations.by_slug(slug), self.both)
        self.agreed(lambda formations: formations.by_source(key), self.both)

    @rule(target=claims, lease=st.integers(1, 5))
    def claim(self, lease: int) -> Any:
        self.clock += 1
        now, token = later(seconds=self.clock), f"relay-{self.clock}"
        claim = self.agreed(
            lambda outbox: claim_next(outbox, token, now=now, lease=timedelta(seconds=lease)), self.outboxes
        )
        return claim if isinstance(claim, Claim) else multiple()

    @rule(claim=consumes(claims), wait=st.integers(0, 3), completed=st.integers(0, 3), fails=st.booleans())
    def settle(self, claim: Claim, wait: int, completed: int, *, fails: bool) -> None:
        ids = [pending.event.id for pending in claim.pending]
        left = ids[completed:]
        failed = left[0] if fails and left else None
        due = later(seconds=self.clock + wait)
        self.agreed(
            lambda outbox: outbox.settle(claim, completed=ids[:completed], failed=failed, due=due),
            self.outboxes,
        )
        self.agreed(lambda desk: desk.backlog(), self.desks)


def test_memory_and_mongodb_never_differ(mongo_url: str, database_name: str) -> None:
    SideBySide.url, SideBySide.database_name = mongo_url, database_name
    run_state_machine_as_test(
        SideBySide,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )

"""Records of erasures, and deletion, on memory and on MongoDB."""

from datetime import datetime

import pytest

from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.privacy import MemoryErasures
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.privacy import MongoErasures
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.delivery.ports import Outbox
from sorbo_core.privacy.erasure import Erasure, Tally
from sorbo_core.privacy.errors import ErasureNotFound
from sorbo_core.privacy.ports import Erasures
from sorbo_core.shared.ports import Repository
from support.build import NOW, fresh_id, later
from support.repository import RepositoryContract
from support.stores import claim_next


class ErasuresContract(RepositoryContract[Erasure]):
    missing = ErasureNotFound

    @pytest.fixture
    def repository(self, erasures: Erasures) -> Repository[Erasure]:
        return erasures

    def new(self, at: datetime) -> Erasure:
        return Erasure.opened(fresh_id(), at=at).begin(by="admin", at=at).finish(at=at)

    def changed(self, entity: Erasure, n: int) -> Erasure:
        at = later(seconds=n)
        return entity.begin(by="admin", at=at).count(f"kind-{n}", Tally(blanked=n)).finish(at=at)

    async def test_what_is_discarded_is_gone_with_the_events_that_wait(
        self, erasures: Erasures, outbox: Outbox
    ) -> None:
        gone, stays = self.new(NOW), self.new(NOW)
        for each in (gone, stays):
            await erasures.add(each)
        await erasures.discard(gone.id, version=7)
        assert (await erasures.get(gone.id)).version == 1
        for _ in range(2):
            await erasures.discard(gone.id, version=1)
        await erasures.discard("never was")
        with pytest.raises(ErasureNotFound):
            await erasures.get(gone.id)
        claim = await claim_next(outbox, "relay", now=later(days=1))
        assert claim is not None
        assert claim.entity_id == stays.id
        assert await claim_next(outbox, "another", now=later(days=1)) is None


class TestMemoryErasures(ErasuresContract):
    @pytest.fixture
    def erasures(self) -> MemoryErasures:
        return MemoryErasures()

    @pytest.fixture
    def outbox(self, erasures: MemoryErasures) -> Outbox:
        return MemoryOutbox([erasures])


class TestMongoErasures(ErasuresContract):
    @pytest.fixture
    def erasures(self, database: Database) -> Erasures:
        return MongoErasures(database)

    @pytest.fixture
    def outbox(self, database: Database) -> Outbox:
        return MongoOutbox(database, [MongoErasures.name])

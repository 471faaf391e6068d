from datetime import datetime

import pytest

from sorbo_adapters.memory.newsletter.infolettres import MemoryInfolettres
from sorbo_adapters.mongo.newsletter.infolettres import MongoInfolettres
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.newsletter.errors import InfolettreNotFound
from sorbo_core.contact.newsletter.infolettre import INFOLETTRES, Infolettre, InfolettreState
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort
from support.build import NOW, infolettre, later
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept


class InfolettresContract(RepositoryContract[Infolettre]):
    missing = InfolettreNotFound

    @pytest.fixture
    def repository(self, infolettres: Infolettres) -> Repository[Infolettre]:
        return infolettres

    def new(self, at: datetime) -> Infolettre:
        return infolettre(at=at)

    def changed(self, entity: Infolettre, n: int) -> Infolettre:
        return entity.preview(f"compte-{n}", at=later(seconds=n))

    @pytest.mark.parametrize(
        "issue",
        [
            infolettre(text="$where: 1\n\n{{ x }}").schedule(later(days=1), at=NOW),
            infolettre().send(at=NOW).queued(1, cursor="a").go_on(at=NOW),
            infolettre().send(at=NOW).finish(1, at=NOW),
        ],
    )
    async def test_every_field_comes_back(self, infolettres: Infolettres, issue: Infolettre) -> None:
        await infolettres.add(issue)
        assert await infolettres.get(issue.id) == kept(issue)

    async def test_what_is_due_is_found_the_longest_overdue_first(self, infolettres: Infolettres) -> None:
        for id_, minutes in (("A", 3), ("B", 1), ("C", 9)):
            await infolettres.add(infolettre(id=id_).schedule(later(minutes=minutes), at=NOW))
        await infolettres.add(infolettre(id="D"))
        due = (
            Filter("state", Op.EQ, InfolettreState.PLANIFIEE),
            Filter("send_at", Op.LTE, later(minutes=3)),
        )
        found = await infolettres.list(ListQuery(filters=due, sort=(Sort("send_at", type=datetime),)))
        assert [each.id for each in found.items] == ["B", "A"]

    @pytest.mark.parametrize("sort", INFOLETTRES.sorts.values(), ids=INFOLETTRES.sorts)
    async def test_pages_neither_repeat_nor_drop_what_was_written_at_the_same_instant(
        self, infolettres: Infolettres, sort: tuple[Sort, ...]
    ) -> None:
        added = [await infolettres.add(infolettre(at=later(milliseconds=n // 3))) for n in range(8)]
        query = ListQuery(sort=sort, limit=2)
        assert await walk(infolettres.list, query) == ids_in_order(added, query)


class TestMemoryInfolettres(InfolettresContract):
    @pytest.fixture
    def infolettres(self) -> Infolettres:
        return MemoryInfolettres()


class TestMongoInfolettres(InfolettresContract):
    @pytest.fixture
    def infolettres(self, database: Database) -> Infolettres:
        return MongoInfolettres(database)

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.mongo.recruitment.emplois import MongoEmplois
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.recruitment.emploi import EMPLOIS, Emploi
from sorbo_core.recruitment.errors import EmploiNotFound
from sorbo_core.recruitment.ports import Emplois
from sorbo_core.recruitment.terms import Contact, Contract, Place, Salary
from sorbo_core.shared.money import Currency
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, later
from support.entries import EntriesContract
from support.paging import ids_in_order, walk
from support.recruitment import DEADLINE, emploi, open_emploi
from support.repository import kept

SOURCE = Source(key="emploi-12", digest="sha256:1f", aside='{"candidatures": 3, "slug.x": {"$ref": 1}}')
FULL: dict[str, Any] = {
    "title": "Ingénieur d'études 🏗",
    "missions": ("Concevoir", "Suivre"),
    "skills": ("Covadis", "$where"),
    "place": Place.of("Bobo-Dioulasso", "Burkina Faso"),
    "contract": Contract.FREELANCE,
    "salary": Salary(min=0, max=1_000_000_000_000, currency=Currency.EUR, shown=True),
    "benefits": ("Véhicule",),
    "urgent": True,
    "posts": 12,
    "contact": Contact(email="r@example.com", phone="+226 25 00 00 00", person="Service du personnel"),
}
NEXT = DEADLINE + timedelta(days=1)


class EmploisContract(EntriesContract[Emploi]):
    missing = EmploiNotFound

    @pytest.fixture
    def entries(self, emplois: Emplois) -> Entries[Emploi]:
        return emplois

    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> Emploi:
        return emploi(slug=slug, id=id, at=at)

    @pytest.mark.parametrize(
        "entity",
        [
            msgspec.structs.replace(open_emploi(**FULL), source=SOURCE),
            emploi(salary=None, place=Place.of("Lomé", None)),
        ],
        ids=["every field", "as few fields as can be"],
    )
    async def test_every_field_comes_back(self, emplois: Emplois, entity: Emploi) -> None:
        await emplois.add(entity)
        assert await emplois.get(entity.id) == kept(entity)

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("details.contract", Op.EQ, Contract.STAGE, "C"),
            ("details.contract", Op.IN, (Contract.CDI, Contract.STAGE), "ABC"),
            ("details.place.key", Op.EQ, "abidjan", "BC"),
            ("details.place.key", Op.EQ, "Abidjan", ""),
            ("details.deadline", Op.GTE, NEXT.isoformat(), "BC"),
            ("details.deadline", Op.LTE, DEADLINE.isoformat(), "A"),
            ("status", Op.EQ, Status.PUBLIE, "AC"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self,
        emplois: Emplois,
        path: str,
        op: Op,
        value: Scalar | tuple[Scalar, ...],
        expected: str,
    ) -> None:
        abidjan = Place.of("Abidjan", "Côte d'Ivoire")
        await emplois.add(open_emploi(id="A"))
        await emplois.add(emploi(id="B", place=abidjan, deadline=NEXT))
        await emplois.add(open_emploi(id="C", place=abidjan, deadline=NEXT, contract=Contract.STAGE))
        page = await emplois.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize("sort", EMPLOIS.sorts.values(), ids=EMPLOIS.sorts)
    async def test_pages_neither_repeat_nor_drop_whatever_is_equal_or_missing(
        self, emplois: Emplois, sort: tuple[Sort, ...]
    ) -> None:
        made = [await emplois.add(_one_of_many(n)) for n in range(9)]
        query = ListQuery(sort=sort, limit=2)
        assert await walk(emplois.list, query) == ids_in_order(made, query)


def _one_of_many(n: int) -> Emploi:
    draft = emploi(title=f"Titre {n % 3}", deadline=DEADLINE + timedelta(days=n % 4))
    return draft.publish(at=later(minutes=n % 2)) if n % 3 else draft


class TestMemoryEmplois(EmploisContract):
    @pytest.fixture
    def emplois(self) -> Emplois:
        return MemoryEmplois()


class TestMongoEmplois(EmploisContract):
    @pytest.fixture
    def emplois(self, database: Database) -> Emplois:
        return MongoEmplois(database)

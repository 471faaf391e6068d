from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.catalogue import MemoryLogiciels
from sorbo_adapters.mongo.catalogue import MongoLogiciels
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.errors import LogicielNotFound
from sorbo_core.catalogue.formation import Category
from sorbo_core.catalogue.logiciel import LOGICIELS, Logiciel
from sorbo_core.catalogue.ports import Logiciels
from sorbo_core.catalogue.release import Release, Requirements
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, later, logiciel
from support.entries import EntriesContract
from support.paging import ids_in_order, walk
from support.repository import kept

FULL: dict[str, Any] = {
    "title": "Chaussées $souples.v2",
    "description": "Première ligne.\nSeconde ligne.",
    "category": Category.named("Infrastructures et transport"),
    "current_version": "2.0",
    "price": Money(450_000),
    "features": ("Trafic", "Structures"),
    "requirements": Requirements(system="Windows 11", ram="8 Go", disk="1 Go", processor="x86-64"),
    "available": False,
    "featured": True,
    "download": "/Chaussées v2.zip",
    "demo": "https://example.com/demo",
    "image": Picture(src="/images/a.jpg", alt="Une chaussée"),
    "logo": Picture(src="/images/logo.png"),
    "releases": (
        Release(number="2.0", date=date(2026, 1, 10), notes="Tout.\nRien.", link="/v2.zip", size=48_000_000),
        Release(number="1.0"),
    ),
    "content": "Présentation\n\nTout.",
}
PAGE = Source(key="chaussees-v1", digest="sha256:2f", aside='{"sections": [{"title.x": "$y"}]}')


def paged() -> Logiciel:
    """Return a logiciel whose page was taken over."""
    return msgspec.structs.replace(logiciel(**FULL).publish(at=NOW), page_source=PAGE)


class LogicielsContract(EntriesContract[Logiciel]):
    missing = LogicielNotFound

    @pytest.fixture
    def entries(self, logiciels: Logiciels) -> Entries[Logiciel]:
        return logiciels

    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> Logiciel:
        return logiciel(slug=slug, id=id, at=at)

    @pytest.mark.parametrize("entity", [paged(), logiciel()], ids=["full", "bare"])
    async def test_every_field_comes_back(self, logiciels: Logiciels, entity: Logiciel) -> None:
        await logiciels.add(entity)
        assert await logiciels.by_slug(entity.slug) == kept(entity)

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("details.category.key", Op.EQ, "hydrologie", "AB"),
            ("details.category.key", Op.IN, ("hydrologie", "robot"), "ABC"),
            ("details.featured", Op.EQ, True, "BC"),
            ("details.available", Op.EQ, False, "C"),
            ("status", Op.EQ, "publie", "B"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self, logiciels: Logiciels, path: str, op: Op, value: Scalar | tuple[Scalar, ...], expected: str
    ) -> None:
        robot = Category.named("Robot")
        for entity in (
            logiciel(id="A"),
            logiciel(id="B", featured=True).publish(at=NOW),
            logiciel(id="C", category=robot, featured=True, available=False),
        ):
            await logiciels.add(entity)
        page = await logiciels.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize("sort", LOGICIELS.sorts.values(), ids=LOGICIELS.sorts)
    async def test_pages_neither_repeat_nor_drop(self, logiciels: Logiciels, sort: tuple[Sort, ...]) -> None:
        drafts = [logiciel(title=title) for title in ("b", "a", "É", "a")]
        varied = [*drafts, *(logiciel(title="c").publish(at=later(minutes=n)) for n in (1, 1, 2))]
        for entity in varied:
            await logiciels.add(entity)
        query = ListQuery(sort=sort, limit=2)
        assert await walk(logiciels.list, query) == ids_in_order(varied, query)


class TestMemoryLogiciels(LogicielsContract):
    @pytest.fixture
    def logiciels(self) -> Logiciels:
        return MemoryLogiciels()


class TestMongoLogiciels(LogicielsContract):
    @pytest.fixture
    def logiciels(self, database: Database) -> Logiciels:
        return MongoLogiciels(database)

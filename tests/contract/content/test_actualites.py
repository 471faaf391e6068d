from datetime import datetime
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.content.actualites import MemoryActualites
from sorbo_adapters.mongo.content.actualites import MongoActualites
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.content.actualite import ACTUALITES, Actualite, ActualiteCategory
from sorbo_core.content.errors import ActualiteNotFound
from sorbo_core.content.ports import Actualites
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import NOW, later
from support.entries import EntriesContract
from support.repository import kept
from support.site import SOURCE, actualite

FULL: dict[str, Any] = {
    "title": "Œuvre : 10 ans 🏗",
    "content": "Première ligne.\nSeconde ligne.",
    "summary": "En $bref",
    "author": "Direction",
    "category": ActualiteCategory.ENTREPRISE,
    "tags": ("béton", "page.point"),
    "image": Picture(src="https://images.example.com/a.jpg?w=2", alt="Le chantier"),
}


class ActualitesContract(EntriesContract[Actualite]):
    missing = ActualiteNotFound

    @pytest.fixture
    def entries(self, actualites: Actualites) -> Entries[Actualite]:
        return actualites

    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> Actualite:
        return actualite(slug=slug, id=id, at=at)

    @pytest.mark.parametrize(
        "entity",
        [actualite(source=SOURCE, **FULL).publish(at=NOW), actualite()],
        ids=["every field", "as few fields as can be"],
    )
    async def test_every_field_comes_back(self, actualites: Actualites, entity: Actualite) -> None:
        await actualites.add(entity)
        assert await actualites.get(entity.id) == kept(entity)

    async def test_every_field_comes_back_after_an_update(self, actualites: Actualites) -> None:
        added = await actualites.add(actualite())
        change = added.revise(at=NOW, **FULL)
        await actualites.update(added.id, lambda _: change)
        assert await actualites.get(added.id) == msgspec.structs.replace(change, version=2, events=())

    async def test_lists_are_narrowed_by_tag_and_sorted_by_publication(self, actualites: Actualites) -> None:
        made = [
            await actualites.add(actualite(tags=tags).publish(at=later(days=n)))
            for n, tags in enumerate([("BIM",), ("BIM", "béton"), ("béton",)])
        ]
        tagged = Filter("details.tags", Op.CONTAINS, "BIM")
        page = await actualites.list(ListQuery(filters=(tagged,), sort=ACTUALITES.sorts["-publishedAt"]))
        assert [each.id for each in page.items] == [made[1].id, made[0].id]


class TestMemoryActualites(ActualitesContract):
    @pytest.fixture
    def actualites(self) -> Actualites:
        return MemoryActualites()


class TestMongoActualites(ActualitesContract):
    @pytest.fixture
    def actualites(self, database: Database) -> Actualites:
        return MongoActualites(database)

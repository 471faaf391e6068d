from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.content.publications import MemoryPublications
from sorbo_adapters.mongo.content.publications import MongoPublications
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.content.errors import PublicationNotFound
from sorbo_core.content.file import File, FileType
from sorbo_core.content.ports import Publications
from sorbo_core.content.publication import PUBLICATIONS, Publication, PublicationCategory
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import NOW
from support.entries import EntriesContract
from support.repository import kept
from support.site import FILE, SOURCE, publication

FULL: dict[str, Any] = {
    "title": "Rapport n° 3",
    "description": "Première ligne.\nSeconde ligne.",
    "file": File(
        name="rapport n° 3.rar",
        src="https://files.example.com/rapport%20n%C2%B0%203.rar",
        type=FileType.RAR,
        size=1_000_000_000_000,
        sha256="0" * 64,
    ),
    "category": PublicationCategory.LOGICIEL,
    "issued": date(2020, 1, 31),
}


class PublicationsContract(EntriesContract[Publication]):
    missing = PublicationNotFound

    @pytest.fixture
    def entries(self, publications: Publications) -> Entries[Publication]:
        return publications

    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> Publication:
        return publication(slug=slug, id=id, at=at)

    @pytest.mark.parametrize(
        "entity",
        [publication(source=SOURCE, **FULL).publish(at=NOW), publication()],
        ids=["every field", "as few fields as can be"],
    )
    async def test_every_field_comes_back(self, publications: Publications, entity: Publication) -> None:
        await publications.add(entity)
        assert await publications.get(entity.id) == kept(entity)

    async def test_every_field_comes_back_after_an_update(self, publications: Publications) -> None:
        added = await publications.add(publication())
        change = added.revise(at=NOW, **FULL)
        await publications.update(added.id, lambda _: change)
        assert await publications.get(added.id) == msgspec.structs.replace(change, version=2, events=())

    async def test_lists_are_narrowed_by_type_and_sorted_by_day(self, publications: Publications) -> None:
        days = [date(2024, 5, 1), None, date(2025, 1, 1)]
        made = [await publications.add(publication(issued=day)) for day in days]
        await publications.add(publication(file=msgspec.structs.replace(FILE, type=FileType.ZIP)))
        pdf = Filter("details.file.type", Op.EQ, FileType.PDF)
        page = await publications.list(ListQuery(filters=(pdf,), sort=PUBLICATIONS.sorts["-issued"]))
        assert [each.id for each in page.items] == [made[n].id for n in (2, 0, 1)]


class TestMemoryPublications(PublicationsContract):
    @pytest.fixture
    def publications(self) -> Publications:
        return MemoryPublications()


class TestMongoPublications(PublicationsContract):
    @pytest.fixture
    def publications(self, database: Database) -> Publications:
        return MongoPublications(database)

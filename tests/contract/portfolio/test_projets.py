from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.portfolio.projets import MemoryProjets
from sorbo_adapters.mongo.portfolio.projets import MongoProjets
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.portfolio.choices import Budget, ClientKind, Progress, ProjetCategory, Service
from sorbo_core.portfolio.errors import ProjetNotFound
from sorbo_core.portfolio.facts import Client, Coordinates, Place, TeamMember
from sorbo_core.portfolio.ports import Projets
from sorbo_core.portfolio.projet import PROJETS, Projet
from sorbo_core.shared.media.link import Picture, UploadedImage
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import NOW
from support.entries import EntriesContract
from support.files import FACTS
from support.repository import kept
from support.site import SOURCE, projet

FULL: dict[str, Any] = {
    "title": "Château d'eau : étude 🏗",
    "description": "Première ligne.\nSeconde ligne.",
    "category": ProjetCategory.HYDRAULIQUE,
    "client": Client(name="$client", kind=ClientKind.MIXTE, country="Togo", city="Lomé"),
    "services": tuple(Service),
    "place": Place.at("Côte d'Ivoire", city="Man", coordinates=Coordinates(latitude=-90, longitude=7.55)),
    "start": date(2024, 2, 29),
    "end": date(2024, 2, 29),
    "progress": Progress.EN_PAUSE,
    "budget": Budget.CONFIDENTIEL,
    "challenges": "Le sol.",
    "solutions": "Des pieux.",
    "results": "Il tient.",
    "technologies": ("Robot", "HEC-RAS 6.1"),
    "team": (TeamMember(role="Ingénieur", count=3),),
    "images": (
        Picture(src="/images/a%20b.jpg", alt="Le château d'eau"),
        Picture(src="/files/1f", upload=UploadedImage(id="1f", **msgspec.structs.asdict(FACTS))),
    ),
    "featured": True,
}


class ProjetsContract(EntriesContract[Projet]):
    missing = ProjetNotFound

    @pytest.fixture
    def entries(self, projets: Projets) -> Entries[Projet]:
        return projets

    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> Projet:
        return projet(slug=slug, id=id, at=at)

    @pytest.mark.parametrize(
        "entity",
        [projet(source=SOURCE, **FULL).publish(at=NOW), projet()],
        ids=["every field", "as few fields as can be"],
    )
    async def test_every_field_comes_back(self, projets: Projets, entity: Projet) -> None:
        await projets.add(entity)
        assert await projets.get(entity.id) == kept(entity)

    async def test_every_field_comes_back_after_an_update(self, projets: Projets) -> None:
        added = await projets.add(projet())
        change = added.revise(at=NOW, **FULL)
        await projets.update(added.id, lambda _: change)
        assert await projets.get(added.id) == msgspec.structs.replace(change, version=2, events=())

    async def test_lists_are_narrowed_by_country_and_what_comes_first(self, projets: Projets) -> None:
        man = await projets.add(projet(place=Place.at("Côte d'Ivoire"), featured=True))
        await projets.add(projet(place=Place.at("Togo"), featured=True))
        await projets.add(projet(featured=False))
        country = Filter("details.place.country_key", Op.EQ, "cote-d-ivoire")
        featured = Filter("details.featured", Op.EQ, value=True)
        page = await projets.list(ListQuery(filters=(country, featured)))
        assert [each.id for each in page.items] == [man.id]
        assert len((await projets.list(ListQuery(filters=(featured,)))).items) == 2

    async def test_lists_are_sorted_by_dates_those_without_one_last(self, projets: Projets) -> None:
        days = [date(2024, 5, 1), None, date(2025, 1, 1)]
        made = [await projets.add(projet(start=day)) for day in days]
        page = await projets.list(ListQuery(sort=PROJETS.sorts[PROJETS.default_sort]))
        assert [each.id for each in page.items] == [made[n].id for n in (2, 0, 1)]


class TestMemoryProjets(ProjetsContract):
    @pytest.fixture
    def projets(self) -> Projets:
        return MemoryProjets()


class TestMongoProjets(ProjetsContract):
    @pytest.fixture
    def projets(self, database: Database) -> Projets:
        return MongoProjets(database)

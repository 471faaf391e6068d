from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from sorbo_adapters.memory.content.actualites import MemoryActualites
from sorbo_adapters.memory.content.publications import MemoryPublications
from sorbo_adapters.memory.portfolio.projets import MemoryProjets
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.content.actualite import ACTUALITE
from sorbo_core.content.publication import PUBLICATION
from sorbo_core.portfolio.projet import PROJET
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.query import ListQuery
from sorbo_core.shared.text import slugify
from sorbo_core.shared.validation import check
from sorbo_web.sample.entries import SampleEntry
from sorbo_web.sample.site import SampleSite, load_site, sample_site
from support.build import NOW, TODAY

ALL = ListQuery(limit=100)


class Site:
    """An empty site in memory that the sample is loaded into."""

    def __init__(self) -> None:
        self.projets, self.actualites = MemoryProjets(), MemoryActualites()
        self.publications = MemoryPublications()

    async def load(self, days: int = 0) -> None:
        clock = FixedClock(NOW + timedelta(days=days))
        await load_site(
            projets=Lifecycle(PROJET, entries=self.projets, clock=clock, unit_of_work=MemoryUnitOfWork()),
            actualites=Lifecycle(
                ACTUALITE, entries=self.actualites, clock=clock, unit_of_work=MemoryUnitOfWork()
            ),
            publications=Lifecycle(
                PUBLICATION, entries=self.publications, clock=clock, unit_of_work=MemoryUnitOfWork()
            ),
            today=TODAY + timedelta(days=days),
        )

    async def everything(self) -> list[object]:
        pages = [await store.list(ALL) for store in (self.projets, self.actualites, self.publications)]
        return [page.items for page in pages]


def _all(site: SampleSite) -> tuple[SampleEntry[Any], ...]:
    return (*site.projets, *site.actualites, *site.publications)


@pytest.fixture
def site() -> Site:
    return Site()


async def test_the_sample_shows_projets_news_and_documents_and_keeps_some_back(site: Site) -> None:
    await site.load()
    projets = [each.status for each in (await site.projets.list(ALL)).items]
    actualites = [each.status for each in (await site.actualites.list(ALL)).items]
    publications = [each.status for each in (await site.publications.list(ALL)).items]
    assert Counter(projets) == {Status.PUBLIE: 5, Status.BROUILLON: 1}
    assert Counter(actualites) == {Status.PUBLIE: 6, Status.PLANIFIE: 1, Status.BROUILLON: 1}
    assert Counter(publications) == {Status.PUBLIE: 5, Status.BROUILLON: 1}


async def test_loading_again_another_day_changes_nothing(site: Site) -> None:
    await site.load()
    before = await site.everything()
    await site.load(days=40)
    assert await site.everything() == before


def test_all_of_it_says_that_it_is_an_example() -> None:
    site = sample_site()
    for each in _all(site):
        assert each.id.startswith("exemple-")
        assert each.details.title.startswith("Exemple")
    assert all("exemple" in each.details.client.name for each in site.projets if each.details.client)


def test_it_keeps_the_rules_of_what_staff_write() -> None:
    site = sample_site()
    for each in _all(site):
        check(each.details)
    places = [each.details.place for each in site.projets if each.details.place]
    assert len(places) == len(site.projets)
    assert all(place.country and place.country_key == slugify(place.country) for place in places)

from datetime import date, timedelta

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.formation import FORMATION
from sorbo_core.catalogue.session import Session, SessionDetails, upcoming
from sorbo_core.catalogue.use_cases.session.create import CreateSession
from sorbo_core.catalogue.use_cases.session.publish import PublishSession
from sorbo_core.contact.use_cases.demande.submit import SubmitDemande
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.query import ListQuery, Page
from sorbo_core.shared.text import slugify
from sorbo_web.sample.content import SampleSession, load_sample, sample_content
from support.build import NOW, TODAY

ALL = ListQuery(limit=100)


class Site:
    """An empty site in memory that the sample is loaded into."""

    def __init__(self) -> None:
        self.formations, self.sessions = MemoryFormations(), MemorySessions()
        self.demandes = MemoryDemandes()

    async def load(self, today: date = TODAY) -> None:
        clock = FixedClock(NOW)
        await load_sample(
            formations=Lifecycle(
                FORMATION, entries=self.formations, clock=clock, unit_of_work=MemoryUnitOfWork()
            ),
            create_session=CreateSession(formations=self.formations, sessions=self.sessions, clock=clock),
            publish_session=PublishSession(formations=self.formations, sessions=self.sessions, clock=clock),
            submit_demande=SubmitDemande(demandes=self.demandes, clock=clock),
            today=today,
        )

    async def everything(self) -> tuple[Page[object], ...]:
        pages = [await store.list(ALL) for store in (self.formations, self.sessions, self.demandes)]
        return tuple(Page(tuple(page.items)) for page in pages)


@pytest.fixture
def site() -> Site:
    return Site()


async def test_the_sample_is_a_catalogue_with_drafts_a_plan_sessions_to_come_and_requests(site: Site) -> None:
    await site.load()
    formations = (await site.formations.list(ALL)).items
    assert {formation.status for formation in formations} == {
        Status.PUBLIE,
        Status.PLANIFIE,
        Status.BROUILLON,
    }
    for formation in formations:
        sessions = (await site.sessions.list(upcoming(formation.id, since=TODAY, most=10))).items
        assert bool(sessions) is (formation.status is Status.PUBLIE)
    assert len((await site.demandes.list(ALL)).items) == 4


async def test_loading_again_another_day_changes_nothing(site: Site) -> None:
    await site.load()
    before = await site.everything()
    await site.load(TODAY + timedelta(days=40))
    assert await site.everything() == before


async def test_what_staff_have_changed_since_stays(site: Site) -> None:
    await site.load()
    edited = await site.formations.update("exemple-covadis", lambda formation: formation.archive(at=NOW))
    await site.load()
    assert await site.formations.get("exemple-covadis") == edited


class ShakySessions(MemorySessions):
    """Stores a few sessions, then is away until there is room again."""

    room = 3

    async def add(self, session: Session, /) -> Session:
        if self.room == 0:
            raise Unavailable(part="mongodb")
        self.room -= 1
        return await super().add(session)


async def test_a_start_that_was_interrupted_halfway_completes_next_time(site: Site) -> None:
    whole = Site()
    await whole.load()
    site.sessions = ShakySessions()
    with pytest.raises(Unavailable):
        await site.load()
    site.sessions.room = 100
    await site.load()
    assert await site.everything() == await whole.everything()


@pytest.mark.parametrize("days", range(7))
def test_a_session_starts_on_a_monday_ahead(days: int) -> None:
    today = TODAY + timedelta(days=days)
    session = SampleSession(in_weeks=1, days=3, seats=10, location="Lomé").details(today)
    assert session == SessionDetails(
        start=session.start, end=session.start + timedelta(days=2), seats=10, location="Lomé"
    )
    assert session.start.weekday() == 0
    assert today < session.start <= today + timedelta(days=7)


def test_the_sample_names_nobody_and_writes_to_example_com_only() -> None:
    content = sample_content()
    assert all(demande.email.endswith("@example.com") for demande in content.demandes)
    assert all("exemple" in demande.name for demande in content.demandes)


def test_the_sample_s_category_keys_follow_from_their_labels() -> None:
    categories = [formation.details.category for formation in sample_content().formations]
    assert all(category.key == slugify(category.label) for category in categories)

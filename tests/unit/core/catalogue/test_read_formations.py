from datetime import timedelta

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.catalogue.formation import FORMATION
from sorbo_core.catalogue.session import SessionState
from sorbo_core.catalogue.upcoming import UpcomingSessions
from sorbo_core.catalogue.use_cases.formation.read import ReadFormation
from sorbo_core.shared.publication.use_cases.list import List
from sorbo_core.shared.query import ListQuery
from support import build
from support.actors import NOBODY, VIEWER
from support.caching import Watch, tables_of


@pytest.fixture
def read(formations: MemoryFormations, sessions: MemorySessions, clock: FixedClock) -> ReadFormation:
    upcoming = UpcomingSessions(sessions=sessions, tables=tables_of(Watch(), most=0))
    return ReadFormation(formations=formations, upcoming=upcoming, clock=clock)


async def test_a_visitor_lists_published_formations_only(formations: MemoryFormations) -> None:
    await formations.add(build.published(id="shown"))
    await formations.add(build.formation(id="draft"))
    await formations.add(build.published(id="gone").archive(at=build.NOW))
    listed = List(noun=FORMATION, entries=formations, clock=FixedClock(build.NOW))
    page = await listed(actor=NOBODY, query=ListQuery())
    assert [formation.id for formation in page.items] == ["shown"]
    assert len((await listed(actor=VIEWER, query=ListQuery())).items) == 3


async def test_a_visitor_reads_a_published_formation_by_slug_or_id(
    formations: MemoryFormations, read: ReadFormation
) -> None:
    await formations.add(build.published(id="f", slug="covadis"))
    sheet = await read(actor=NOBODY, key="covadis")
    assert (sheet.formation.id, sheet.sessions) == ("f", ())
    assert await read(actor=NOBODY, key="f") == sheet


async def test_a_draft_is_not_there_for_a_visitor_and_is_for_staff(
    formations: MemoryFormations, read: ReadFormation
) -> None:
    await formations.add(build.formation(slug="covadis"))
    with pytest.raises(FormationNotFound):
        await read(actor=NOBODY, key="covadis")
    assert (await read(actor=VIEWER, key="covadis")).formation.slug == "covadis"


async def test_what_is_neither_slug_nor_id_is_not_found(read: ReadFormation) -> None:
    with pytest.raises(FormationNotFound):
        await read(actor=VIEWER, key="none")


async def test_a_sheet_holds_the_sessions_to_come_soonest_first(
    formations: MemoryFormations, sessions: MemorySessions, read: ReadFormation
) -> None:
    await formations.add(build.published(id="f", slug="covadis"))
    for id_, days, state in [
        ("later", 30, SessionState.CONFIRMEE),
        ("today", 0, SessionState.PLANIFIEE),
        ("past", -1, SessionState.PLANIFIEE),
        ("cancelled", 10, SessionState.ANNULEE),
        ("finished", 11, SessionState.TERMINEE),
    ]:
        session = build.session(
            id=id_, formation_id="f", start=build.TODAY + timedelta(days=days), state=state
        )
        await sessions.add(session.publish(at=build.NOW))
    await sessions.add(build.session(id="draft", formation_id="f"))
    await sessions.add(build.session(id="other", formation_id="g").publish(at=build.NOW))
    sheet = await read(actor=NOBODY, key="covadis")
    assert [session.id for session in sheet.sessions] == ["today", "later"]

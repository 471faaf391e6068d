from datetime import timedelta
from typing import Any

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.enrolment.registers import MemoryRegisters
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.errors import (
    FormationNotFound,
    FormationNotPublished,
    PeriodReversed,
    SessionNotFound,
)
from sorbo_core.catalogue.session import SessionDetails
from sorbo_core.catalogue.use_cases.session.archive import ArchiveSession
from sorbo_core.catalogue.use_cases.session.change import ChangeSession
from sorbo_core.catalogue.use_cases.session.create import CreateSession
from sorbo_core.catalogue.use_cases.session.list import ListSessions
from sorbo_core.catalogue.use_cases.session.publish import PublishSession
from sorbo_core.catalogue.use_cases.session.read import ReadSession
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Forbidden, Stale, Unauthenticated
from sorbo_core.shared.publication import NotPublishable, Status
from sorbo_core.shared.query import ListQuery
from support import build
from support.actors import EDITOR, NOBODY, VIEWER

DETAILS = SessionDetails(start=build.TODAY, end=build.TODAY + timedelta(days=4), seats=12)


class Planning:
    """The verbs of sessions over one catalogue that holds the formation `f`."""

    def __init__(self, formations: MemoryFormations, sessions: MemorySessions, clock: FixedClock) -> None:
        both: dict[str, Any] = {"formations": formations, "sessions": sessions}
        self.create = CreateSession(**both, clock=clock)
        self.change = ChangeSession(sessions=sessions, registers=MemoryRegisters(), clock=clock)
        self.publish = PublishSession(**both, clock=clock)
        self.archive = ArchiveSession(sessions=sessions, clock=clock)
        self.read = ReadSession(**both)
        self.list = ListSessions(sessions=sessions)


@pytest.fixture
async def planning(formations: MemoryFormations, sessions: MemorySessions, clock: FixedClock) -> Planning:
    await formations.add(build.published(id="f"))
    return Planning(formations, sessions, clock)


async def test_a_session_is_planned_as_a_brouillon(planning: Planning) -> None:
    session = await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    assert (session.formation_id, session.status, session.version) == ("f", Status.BROUILLON, 1)


async def test_the_same_id_again_returns_the_session_that_it_made(planning: Planning) -> None:
    first = await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    assert await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS) == first


async def test_a_session_of_no_formation_is_refused(planning: Planning) -> None:
    with pytest.raises(FormationNotFound):
        await planning.create(actor=EDITOR, id="s", formation_id="none", details=DETAILS)


async def test_a_session_that_ends_before_it_starts_is_refused(planning: Planning) -> None:
    backwards = SessionDetails(start=DETAILS.end, end=DETAILS.start, seats=1)
    with pytest.raises(PeriodReversed):
        await planning.create(actor=EDITOR, id="s", formation_id="f", details=backwards)


async def test_a_change_touches_the_given_fields_only(planning: Planning) -> None:
    await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    session = await planning.change(actor=EDITOR, id="s", version=1, fields={"seats": 20})
    assert (session.details.seats, session.details.start, session.version) == (20, DETAILS.start, 2)


async def test_what_somebody_changed_since_is_not_overwritten(planning: Planning) -> None:
    await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    await planning.change(actor=EDITOR, id="s", version=1, fields={"seats": 20})
    with pytest.raises(Stale):
        await planning.change(actor=EDITOR, id="s", version=1, fields={"seats": 30})
    with pytest.raises(Stale):
        await planning.publish(actor=EDITOR, id="s", version=1)
    with pytest.raises(Stale):
        await planning.archive(actor=EDITOR, id="s", version=1)


async def test_a_session_is_published_archived_and_published_again(planning: Planning) -> None:
    await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    assert (await planning.publish(actor=EDITOR, id="s", version=1)).status is Status.PUBLIE
    with pytest.raises(NotPublishable):
        await planning.publish(actor=EDITOR, id="s")
    assert (await planning.archive(actor=EDITOR, id="s")).status is Status.ARCHIVE
    assert (await planning.publish(actor=EDITOR, id="s")).status is Status.PUBLIE


async def test_a_session_cannot_be_published_before_its_formation(
    planning: Planning, formations: MemoryFormations
) -> None:
    draft = await formations.add(build.formation())
    await planning.create(actor=EDITOR, id="s", formation_id=draft.id, details=DETAILS)
    with pytest.raises(FormationNotPublished) as refused:
        await planning.publish(actor=EDITOR, id="s")
    assert refused.value.params == {"formation": draft.slug}


async def test_a_visitor_reads_a_published_session_of_a_published_formation_only(
    planning: Planning, formations: MemoryFormations
) -> None:
    await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    with pytest.raises(SessionNotFound):
        await planning.read(actor=NOBODY, id="s")
    published = await planning.publish(actor=EDITOR, id="s")
    assert await planning.read(actor=NOBODY, id="s") == published
    await formations.update("f", lambda formation: formation.archive(at=build.NOW))
    with pytest.raises(SessionNotFound):
        await planning.read(actor=NOBODY, id="s")
    assert await planning.read(actor=VIEWER, id="s") == published


async def test_staff_list_sessions_and_visitors_do_not(planning: Planning) -> None:
    session = await planning.create(actor=EDITOR, id="s", formation_id="f", details=DETAILS)
    assert (await planning.list(actor=VIEWER, query=ListQuery())).items == (session,)
    with pytest.raises(Unauthenticated):
        await planning.list(actor=NOBODY, query=ListQuery())


async def test_a_session_that_is_not_there_is_not_found(planning: Planning) -> None:
    with pytest.raises(SessionNotFound):
        await planning.change(actor=EDITOR, id="none", version=1, fields={})
    with pytest.raises(SessionNotFound):
        await planning.publish(actor=EDITOR, id="none")
    with pytest.raises(SessionNotFound):
        await planning.read(actor=VIEWER, id="none")


@pytest.mark.parametrize(("actor", "refusal"), [(NOBODY, Unauthenticated), (VIEWER, Forbidden)])
async def test_only_who_may_write_the_catalogue_plans_sessions(
    actor: Actor, refusal: type[Exception], planning: Planning
) -> None:
    with pytest.raises(refusal):
        await planning.create(actor=actor, id="s", formation_id="f", details=DETAILS)
    with pytest.raises(refusal):
        await planning.change(actor=actor, id="s", version=1, fields={})
    with pytest.raises(refusal):
        await planning.publish(actor=actor, id="s")
    with pytest.raises(refusal):
        await planning.archive(actor=actor, id="s")

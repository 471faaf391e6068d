import asyncio
from datetime import date
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.session import SessionState
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation
from sorbo_core.shared.actor import Actor, ActorKind
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import ListQuery
from sorbo_core.shared.trail.provenance import acting, provenance_of
from support import build

RECORD: dict[str, Any] = {"_id": "r1", "title": "Étude de prix", "description": "Du plan au devis.", "x": [1]}


@pytest.fixture
def import_formation(
    formations: MemoryFormations, sessions: MemorySessions, ids: SequentialIds, clock: FixedClock
) -> ImportFormation:
    return ImportFormation(formations=formations, sessions=sessions, ids=ids, clock=clock)


async def the_only(formations: MemoryFormations) -> Formation:
    (formation,) = (await formations.list(ListQuery())).items
    return formation


async def test_a_new_record_becomes_a_published_formation(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    assert (await import_formation(record=RECORD)).outcome is Outcome.CREATED
    formation = await formations.by_slug("etude-de-prix")
    assert (formation.status, formation.published_at) == (Status.PUBLIE, build.NOW)
    assert formation.source is not None
    assert (formation.source.key, formation.source.aside) == ("r1", '{"x":[1]}')


async def test_creation_and_publication_are_told_of_in_one_write(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    await import_formation(record=RECORD)
    formation = await the_only(formations)
    told = [pending.event.type for pending in formations.outboxes[formation.id].entries]
    assert (formation.version, told) == (1, ["formation.created", "formation.published"])


async def test_a_record_that_the_site_does_not_show_becomes_a_brouillon(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    await import_formation(record=RECORD | {"active": False})
    assert (await the_only(formations)).status is Status.BROUILLON


async def test_the_same_record_again_changes_nothing_and_staff_edits_stay(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    await import_formation(record=RECORD)
    first = await the_only(formations)
    edited = await formations.update(first.id, lambda f: f.revise(at=build.NOW, location="Lomé"))
    assert (await import_formation(record=RECORD)).outcome is Outcome.UNCHANGED
    assert await the_only(formations) == edited


async def test_a_record_that_changed_overwrites_the_words_and_leaves_slug_and_status(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    await import_formation(record=RECORD)
    first = await the_only(formations)
    await formations.update(first.id, lambda f: f.archive(at=build.NOW))
    changed = RECORD | {"title": "Métré", "price": 90_000}
    assert (await import_formation(record=changed)).outcome is Outcome.UPDATED
    after = await the_only(formations)
    assert (after.details.title, after.slug, after.status) == ("Métré", "etude-de-prix", Status.ARCHIVE)
    assert (await import_formation(record=changed)).outcome is Outcome.UNCHANGED


async def test_a_change_of_what_is_kept_aside_is_kept_as_well(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    await import_formation(record=RECORD)
    assert (await import_formation(record=RECORD | {"x": [1, 2]})).outcome is Outcome.UPDATED
    source = (await the_only(formations)).source
    assert source is not None
    assert source.aside == '{"x":[1,2]}'


async def test_a_slug_that_another_formation_has_gets_a_suffix(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    await formations.add(build.formation(slug="etude-de-prix", id="other"))
    await import_formation(record=RECORD)
    assert (await formations.by_slug("etude-de-prix-2")).source is not None


async def test_any_number_of_records_of_one_title_get_slugs(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    for number in range(30):
        await import_formation(record=RECORD | {"_id": number})
    found = (await formations.list(ListQuery(limit=100))).items
    assert len({formation.slug for formation in found}) == 30


async def test_a_refused_record_writes_nothing(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    with pytest.raises(Invalid):
        await import_formation(record=RECORD | {"price": "cher"})
    assert (await formations.list(ListQuery())).items == ()


class SlowToFind(MemoryFormations):
    """Looks for a record as a database does: other tasks run before the answer arrives."""

    async def by_source(self, key: str) -> Formation | None:
        found = await super().by_source(key)
        await asyncio.sleep(0)
        return found


async def test_two_imports_at_once_make_one_formation(ids: SequentialIds, clock: FixedClock) -> None:
    formations = SlowToFind()
    import_formation = ImportFormation(formations=formations, sessions=MemorySessions(), ids=ids, clock=clock)
    taken = await asyncio.gather(*(import_formation(record=RECORD) for _ in range(5)))
    assert sorted(each.outcome for each in taken) == [Outcome.CREATED] + [Outcome.UNCHANGED] * 4
    assert (await the_only(formations)).version == 1


PLANNED: dict[str, Any] = {
    "startDate": {"$date": "2026-05-04T00:00:00Z"},
    "endDate": "2026-05-08",
    "location": "nos-locaux",
    "availableSeats": 8,
    "status": "confirmee",
}


async def test_planned_runs_become_sessions_once(
    import_formation: ImportFormation, formations: MemoryFormations, sessions: MemorySessions
) -> None:
    record = RECORD | {"upcomingSessions": [PLANNED, PLANNED | {"location": "distance"}]}
    taken = await import_formation(record=record)
    assert taken.aside == ("x",)
    first, second = (await sessions.list(ListQuery())).items
    assert first.formation_id == (await the_only(formations)).id
    assert first.status is Status.PUBLIE
    assert {(each.details.location, each.details.remote) for each in (first, second)} == {
        ("Nos locaux", False),
        (None, True),
    }
    assert (first.details.start, first.details.end) == (date(2026, 5, 4), date(2026, 5, 8))
    assert (first.details.seats, first.details.state) == (8, SessionState.CONFIRMEE)
    await sessions.update(first.id, lambda session: session.revise(at=build.NOW, seats=4))
    again = await sessions.list(ListQuery())
    assert (await import_formation(record=record)).outcome is Outcome.UNCHANGED
    assert await sessions.list(ListQuery()) == again


async def test_what_says_too_little_of_a_run_makes_no_session(
    import_formation: ImportFormation, sessions: MemorySessions
) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"endDate": None},
        {"startDate": "en mai"},
        {"endDate": "2026-05-01"},
        {"availableSeats": 0},
        {"availableSeats": "8 places"},
        {"status": "complet"},
        {"location": "Lomé"},
        {"trainer": "?"},
    )
    for number, change in enumerate(changes):
        taken = await import_formation(
            record=RECORD | {"_id": number, "upcomingSessions": [PLANNED | change]}
        )
        assert "upcomingSessions" in taken.aside, change
    assert (await sessions.list(ListQuery())).items == ()


async def test_runs_of_a_formation_that_is_not_shown_are_brouillons(
    import_formation: ImportFormation, sessions: MemorySessions
) -> None:
    await import_formation(record=RECORD | {"active": False, "upcomingSessions": [PLANNED]})
    (session,) = (await sessions.list(ListQuery())).items
    assert session.status is Status.BROUILLON


async def test_a_dry_run_writes_nothing(
    import_formation: ImportFormation, formations: MemoryFormations, sessions: MemorySessions
) -> None:
    record = RECORD | {"upcomingSessions": [PLANNED]}
    assert (await import_formation(record=record, dry_run=True)).outcome is Outcome.CREATED
    assert (await formations.list(ListQuery())).items == ()
    assert (await sessions.list(ListQuery())).items == ()
    await import_formation(record=record)
    before = await the_only(formations)
    changed = record | {"title": "Métré"}
    assert (await import_formation(record=changed, dry_run=True)).outcome is Outcome.UPDATED
    assert await the_only(formations) == before


async def test_what_is_kept_aside_is_not_told_to_the_audit(
    import_formation: ImportFormation, formations: MemoryFormations
) -> None:
    record = RECORD | {"testimonials": [{"name": "Le chef de chantier"}]}
    with acting(provenance_of(Actor(id="operator", permissions=frozenset(), kind=ActorKind.OPERATOR))):
        await import_formation(record=record)
        await import_formation(record=record | {"testimonials": []})
    told = [entry for trail in formations.trails.values() for entry in trail]
    assert {change.pointer for entry in told for change in entry.changes} >= {"/source", "/details/title"}
    assert b"chantier" not in msgspec.json.encode(told)

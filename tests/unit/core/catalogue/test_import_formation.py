import asyncio
from typing import Any

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import ListQuery
from support import build

RECORD: dict[str, Any] = {"_id": "r1", "title": "Étude de prix", "description": "Du plan au devis.", "x": [1]}


@pytest.fixture
def import_formation(formations: MemoryFormations, ids: SequentialIds, clock: FixedClock) -> ImportFormation:
    return ImportFormation(formations=formations, ids=ids, clock=clock)


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
    import_formation = ImportFormation(formations=formations, ids=ids, clock=clock)
    taken = await asyncio.gather(*(import_formation(record=RECORD) for _ in range(5)))
    assert sorted(each.outcome for each in taken) == [Outcome.CREATED] + [Outcome.UNCHANGED] * 4
    assert (await the_only(formations)).version == 1

import asyncio

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Forbidden, Invalid, Stale, Unauthenticated
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.errors import SlugTaken, VersionNotFound
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.use_cases.publish_due import PublishDue
from sorbo_core.shared.query import ListQuery
from support import build
from support.actors import EDITOR, NOBODY, VIEWER

SOON = build.later(hours=1)
LATER = SOON - build.NOW


@pytest.fixture
def life(formations: MemoryFormations, clock: FixedClock) -> Lifecycle[Formation]:
    return Lifecycle(FORMATION, entries=formations, clock=clock, unit_of_work=MemoryUnitOfWork())


@pytest.fixture
def publish_due(formations: MemoryFormations, clock: FixedClock) -> PublishDue:
    return PublishDue(entries=[formations], clock=clock)


async def new(life: Lifecycle[Formation], title: str = "Étude", *, id: str = "f") -> Formation:
    return await life.create(actor=EDITOR, id=id, details=build.details(title=title))


async def retitled(life: Lifecycle[Formation], title: str, *, id: str = "f") -> Formation:
    return await life.change(actor=EDITOR, id=id, version=None, fields={"title": title})


async def test_any_number_of_entries_of_one_title_get_slugs(life: Lifecycle[Formation]) -> None:
    made = await asyncio.gather(*(new(life, id=f"id-{n:08}") for n in range(60)))
    assert len({formation.slug for formation in made}) == 60


async def test_a_slug_that_is_given_is_taken_or_refused_but_not_altered(life: Lifecycle[Formation]) -> None:
    details = build.details(title="Étude")
    made = await life.create(actor=EDITOR, id="f", details=details, slug="mine")
    assert made.slugs == ("mine",)
    with pytest.raises(SlugTaken):
        await life.create(actor=EDITOR, id="g", details=details, slug="mine")


async def test_a_new_title_gets_a_slug_with_a_suffix_where_another_has_or_had_it(
    life: Lifecycle[Formation],
) -> None:
    await new(life, "Métré", id="first")
    await retitled(life, "Devis", id="first")
    await new(life)
    assert (await retitled(life, "Métré")).slugs == ("metre-2", "etude")


async def test_an_old_title_gets_its_old_slug_back(life: Lifecycle[Formation]) -> None:
    await new(life)
    await retitled(life, "Métré")
    assert (await retitled(life, "Étude")).slugs == ("etude", "metre")


async def test_a_slug_that_another_has_is_refused_and_nothing_changes(life: Lifecycle[Formation]) -> None:
    await new(life, "Métré", id="first")
    before = await new(life)
    with pytest.raises(SlugTaken):
        await life.change(actor=EDITOR, id="f", version=1, fields={"location": "Lomé"}, slug="metre")
    assert await life.read(actor=EDITOR, key="f") == before


async def test_an_entry_is_read_by_every_slug_that_it_had(life: Lifecycle[Formation]) -> None:
    await new(life)
    after = await retitled(life, "Métré")
    assert await life.read(actor=EDITOR, key="etude") == await life.read(actor=EDITOR, key="metre") == after
    with pytest.raises(FormationNotFound):
        await life.read(actor=NOBODY, key="etude")


async def test_a_title_cannot_be_taken_away(life: Lifecycle[Formation]) -> None:
    await new(life)
    with pytest.raises(Invalid) as refused:
        await life.change(actor=EDITOR, id="f", version=1, fields={"title": None})
    assert [(each.pointer, each.code) for each in refused.value.violations] == [("/title", "required")]


async def test_visitors_see_what_is_planned_when_it_is_due_and_not_before(
    life: Lifecycle[Formation], publish_due: PublishDue, clock: FixedClock
) -> None:
    await new(life)
    await life.schedule(actor=EDITOR, id="f", publish_at=SOON, version=1)
    assert await publish_due() == 0
    assert (await life.list(actor=NOBODY, query=ListQuery())).items == ()
    with pytest.raises(FormationNotFound):
        await life.read(actor=NOBODY, key="etude")
    clock.advance(LATER)
    assert await publish_due() == 1
    shown = await life.read(actor=NOBODY, key="etude")
    assert (shown.status, shown.published_at, shown.version) == (Status.PUBLIE, SOON, 3)


async def test_what_is_due_is_published_once_however_many_try(
    formations: MemoryFormations, life: Lifecycle[Formation], publish_due: PublishDue, clock: FixedClock
) -> None:
    await new(life)
    await life.schedule(actor=EDITOR, id="f", publish_at=SOON)
    clock.advance(LATER)
    assert sum(await asyncio.gather(*(publish_due() for _ in range(5)))) == 1
    told = [each.event.type for each in formations.outboxes["f"].entries]
    assert told == ["formation.created", "formation.scheduled", "formation.published"]


async def test_a_plan_that_was_taken_back_or_overtaken_is_not_carried_out(
    life: Lifecycle[Formation], publish_due: PublishDue, clock: FixedClock
) -> None:
    for id_, verb in (("f", life.unschedule), ("g", life.archive), ("h", life.publish)):
        await new(life, id=id_)
        await life.schedule(actor=EDITOR, id=id_, publish_at=SOON)
        await verb(actor=EDITOR, id=id_)
    clock.advance(LATER)
    assert await publish_due() == 0


async def test_versions_say_who_made_them(life: Lifecycle[Formation]) -> None:
    await new(life)
    await life.publish(actor=Actor(id="other", permissions=EDITOR.permissions), id="f")
    page = await life.list_versions(actor=VIEWER, id="f", query=ListQuery())
    assert [(each.version, each.changed_by) for each in page.items] == [(2, "other"), (1, EDITOR.id)]
    assert page.next is None


async def test_versions_are_listed_page_by_page(life: Lifecycle[Formation]) -> None:
    await new(life)
    for title in ("b", "c"):
        await retitled(life, title)
    first = await life.list_versions(actor=VIEWER, id="f", query=ListQuery(limit=2))
    assert ([each.version for each in first.items], first.next) == ([3, 2], (2, "f"))
    rest = await life.list_versions(actor=VIEWER, id="f", query=ListQuery(limit=2, after=first.next))
    assert ([each.version for each in rest.items], rest.next) == ([1], None)


async def test_a_version_is_restored_as_a_new_one_and_its_status_stays(life: Lifecycle[Formation]) -> None:
    first = await new(life)
    await life.change(actor=EDITOR, id="f", version=1, fields={"title": "Métré", "location": "Lomé"})
    await life.publish(actor=EDITOR, id="f")
    restored = await life.restore_version(actor=EDITOR, id="f", number=1, version=3)
    assert restored.details == first.details
    assert (restored.version, restored.status, restored.slugs) == (4, Status.PUBLIE, ("etude", "metre"))


async def test_the_present_version_is_restored_without_a_change(life: Lifecycle[Formation]) -> None:
    first = await new(life)
    assert await life.restore_version(actor=EDITOR, id="f", number=1) == first


async def test_a_restoration_keeps_to_the_version_that_the_editor_saw(life: Lifecycle[Formation]) -> None:
    await new(life)
    await retitled(life, "Métré")
    with pytest.raises(Stale):
        await life.restore_version(actor=EDITOR, id="f", number=1, version=1)
    with pytest.raises(VersionNotFound):
        await life.restore_version(actor=EDITOR, id="f", number=9)


async def test_two_versions_are_compared_the_second_by_default_the_present_one(
    life: Lifecycle[Formation],
) -> None:
    await new(life)
    for title in ("b", "c"):
        await retitled(life, title)
    before, after = await life.compare_versions(actor=VIEWER, id="f", number=1)
    assert (before.version, after.version) == (1, 3)
    before, after = await life.compare_versions(actor=VIEWER, id="f", number=3, other=2)
    assert (before.details.title, after.details.title) == ("c", "b")


@pytest.mark.parametrize(("actor", "refusal"), [(NOBODY, Unauthenticated), (VIEWER, Forbidden)])
async def test_only_who_may_write_plans_and_restores(
    life: Lifecycle[Formation], actor: Actor, refusal: type[Exception]
) -> None:
    await new(life)
    with pytest.raises(refusal):
        await life.schedule(actor=actor, id="f", publish_at=SOON)
    with pytest.raises(refusal):
        await life.unschedule(actor=actor, id="f")
    with pytest.raises(refusal):
        await life.restore_version(actor=actor, id="f", number=1)


async def test_visitors_read_no_versions(life: Lifecycle[Formation]) -> None:
    await new(life)
    with pytest.raises(Unauthenticated):
        await life.list_versions(actor=NOBODY, id="f", query=ListQuery())
    with pytest.raises(Unauthenticated):
        await life.read_version(actor=NOBODY, id="f", number=1)
    with pytest.raises(Unauthenticated):
        await life.compare_versions(actor=NOBODY, id="f", number=1)

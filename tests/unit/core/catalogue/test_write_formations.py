import asyncio

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Forbidden, Invalid, Stale, Unauthenticated
from sorbo_core.shared.publication import NotArchivable, NotPublishable, Status
from sorbo_core.shared.publication.lifecycle import Lifecycle
from support import build
from support.actors import EDITOR, NOBODY, VIEWER

OUTSIDERS = [(NOBODY, Unauthenticated), (VIEWER, Forbidden)]


@pytest.fixture
def life(formations: MemoryFormations, clock: FixedClock) -> Lifecycle[Formation]:
    return Lifecycle(FORMATION, entries=formations, clock=clock, unit_of_work=MemoryUnitOfWork())


async def test_a_formation_is_written_down_as_a_brouillon_named_for_its_title(
    life: Lifecycle[Formation],
) -> None:
    formation = await life.create(actor=EDITOR, id="f", details=build.details(title="Étude de prix"))
    assert (formation.slug, formation.status, formation.version) == ("etude-de-prix", Status.BROUILLON, 1)
    assert (formation.created_at, formation.events) == (build.NOW, ())


async def test_formations_of_the_same_title_get_different_slugs(life: Lifecycle[Formation]) -> None:
    slugs = [(await life.create(actor=EDITOR, id=id_, details=build.details())).slug for id_ in "abc"]
    assert slugs == ["covadis-pour-la-topographie" + suffix for suffix in ("", "-2", "-3")]


async def test_formations_created_at_once_get_different_slugs(life: Lifecycle[Formation]) -> None:
    made = await asyncio.gather(
        *(life.create(actor=EDITOR, id=f"f{n}", details=build.details()) for n in range(20))
    )
    assert len({formation.slug for formation in made}) == 20


async def test_the_same_id_again_returns_the_formation_that_it_made(life: Lifecycle[Formation]) -> None:
    first = await life.create(actor=EDITOR, id="f", details=build.details())
    assert await life.create(actor=EDITOR, id="f", details=build.details(title="Other")) == first


async def test_a_creation_that_breaks_a_rule_is_refused(life: Lifecycle[Formation]) -> None:
    with pytest.raises(Invalid):
        await life.create(actor=EDITOR, id="f", details=build.details(description=""))


async def test_a_change_touches_the_given_fields_only(clock: FixedClock, life: Lifecycle[Formation]) -> None:
    await life.create(actor=EDITOR, id="f", details=build.details(location="Abidjan"))
    clock.advance(build.later(hours=1) - build.NOW)
    after = await life.change(actor=EDITOR, id="f", version=1, fields={"title": "Covadis 2"})
    assert (after.details.title, after.details.location) == ("Covadis 2", "Abidjan")
    assert (after.version, after.updated_at, after.changed_by) == (2, build.later(hours=1), EDITOR.id)


async def test_a_change_of_nothing_writes_nothing(life: Lifecycle[Formation]) -> None:
    before = await life.create(actor=EDITOR, id="f", details=build.details())
    same = {"title": before.details.title}
    assert await life.change(actor=EDITOR, id="f", version=1, fields=same) == before


async def test_a_published_formation_that_is_archived_can_be_published_again(
    life: Lifecycle[Formation],
) -> None:
    await life.create(actor=EDITOR, id="f", details=build.details())
    assert (await life.publish(actor=EDITOR, id="f", version=1)).status is Status.PUBLIE
    assert (await life.archive(actor=EDITOR, id="f", version=2)).status is Status.ARCHIVE
    assert (await life.publish(actor=EDITOR, id="f")).version == 4


async def test_what_is_published_or_archived_already_stays_as_it_is(life: Lifecycle[Formation]) -> None:
    await life.create(actor=EDITOR, id="f", details=build.details())
    await life.publish(actor=EDITOR, id="f")
    with pytest.raises(NotPublishable):
        await life.publish(actor=EDITOR, id="f")
    await life.archive(actor=EDITOR, id="f")
    with pytest.raises(NotArchivable):
        await life.archive(actor=EDITOR, id="f")


async def test_what_somebody_changed_since_is_not_overwritten(life: Lifecycle[Formation]) -> None:
    await life.create(actor=EDITOR, id="f", details=build.details())
    await life.change(actor=EDITOR, id="f", version=1, fields={"location": "Lomé"})
    with pytest.raises(Stale):
        await life.change(actor=EDITOR, id="f", version=1, fields={"location": "Cotonou"})
    with pytest.raises(Stale):
        await life.publish(actor=EDITOR, id="f", version=1)
    with pytest.raises(Stale):
        await life.archive(actor=EDITOR, id="f", version=1)


async def test_a_formation_that_is_not_there_cannot_be_changed(life: Lifecycle[Formation]) -> None:
    with pytest.raises(FormationNotFound):
        await life.change(actor=EDITOR, id="none", version=1, fields={})
    with pytest.raises(FormationNotFound):
        await life.publish(actor=EDITOR, id="none")
    with pytest.raises(FormationNotFound):
        await life.archive(actor=EDITOR, id="none")


@pytest.mark.parametrize(("actor", "refusal"), OUTSIDERS)
async def test_only_who_may_write_the_catalogue_writes_it(
    actor: Actor, refusal: type[Exception], life: Lifecycle[Formation]
) -> None:
    with pytest.raises(refusal):
        await life.create(actor=actor, id="f", details=build.details())
    with pytest.raises(refusal):
        await life.change(actor=actor, id="f", version=1, fields={})
    with pytest.raises(refusal):
        await life.publish(actor=actor, id="f")
    with pytest.raises(refusal):
        await life.archive(actor=actor, id="f")

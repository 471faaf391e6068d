import asyncio

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.errors import FormationNotFound, SlugTaken
from sorbo_core.catalogue.use_cases.formation.archive import ArchiveFormation
from sorbo_core.catalogue.use_cases.formation.change import ChangeFormation
from sorbo_core.catalogue.use_cases.formation.create import CreateFormation
from sorbo_core.catalogue.use_cases.formation.publish import PublishFormation
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Forbidden, Invalid, Stale, Unauthenticated
from sorbo_core.shared.publication import NotArchivable, NotPublishable, Status
from support import build
from support.actors import EDITOR, NOBODY, VIEWER

OUTSIDERS = [(NOBODY, Unauthenticated), (VIEWER, Forbidden)]


@pytest.fixture
def create(formations: MemoryFormations, clock: FixedClock) -> CreateFormation:
    return CreateFormation(formations=formations, clock=clock)


@pytest.fixture
def change(formations: MemoryFormations, clock: FixedClock) -> ChangeFormation:
    return ChangeFormation(formations=formations, clock=clock)


@pytest.fixture
def publish(formations: MemoryFormations, clock: FixedClock) -> PublishFormation:
    return PublishFormation(formations=formations, clock=clock)


@pytest.fixture
def archive(formations: MemoryFormations, clock: FixedClock) -> ArchiveFormation:
    return ArchiveFormation(formations=formations, clock=clock)


async def test_a_formation_is_written_down_as_a_brouillon_named_for_its_title(
    create: CreateFormation,
) -> None:
    formation = await create(actor=EDITOR, id="f", details=build.details(title="Étude de prix"))
    assert (formation.slug, formation.status, formation.version) == ("etude-de-prix", Status.BROUILLON, 1)
    assert (formation.created_at, formation.events) == (build.NOW, ())


async def test_formations_of_the_same_title_get_different_slugs(create: CreateFormation) -> None:
    slugs = [(await create(actor=EDITOR, id=id_, details=build.details())).slug for id_ in "abc"]
    assert slugs == ["covadis-pour-la-topographie" + suffix for suffix in ("", "-2", "-3")]


async def test_formations_created_at_once_get_different_slugs(create: CreateFormation) -> None:
    made = await asyncio.gather(
        *(create(actor=EDITOR, id=f"f{n}", details=build.details()) for n in range(20))
    )
    assert len({formation.slug for formation in made}) == 20


async def test_a_hundred_formations_of_one_title_are_enough(create: CreateFormation) -> None:
    for number in range(100):
        await create(actor=EDITOR, id=f"f{number}", details=build.details())
    with pytest.raises(SlugTaken):
        await create(actor=EDITOR, id="one-more", details=build.details())


async def test_the_same_id_again_returns_the_formation_that_it_made(create: CreateFormation) -> None:
    first = await create(actor=EDITOR, id="f", details=build.details())
    assert await create(actor=EDITOR, id="f", details=build.details(title="Other")) == first


async def test_a_creation_that_breaks_a_rule_is_refused(create: CreateFormation) -> None:
    with pytest.raises(Invalid):
        await create(actor=EDITOR, id="f", details=build.details(description=""))


async def test_a_change_touches_the_given_fields_only(
    create: CreateFormation, change: ChangeFormation, clock: FixedClock
) -> None:
    before = await create(actor=EDITOR, id="f", details=build.details(location="Abidjan"))
    clock.advance(build.later(hours=1) - build.NOW)
    after = await change(actor=EDITOR, id="f", version=1, fields={"title": "Covadis 2"})
    assert (after.details.title, after.details.location) == ("Covadis 2", "Abidjan")
    assert (after.slug, after.version, after.updated_at) == (before.slug, 2, build.later(hours=1))


async def test_a_change_of_nothing_writes_nothing(create: CreateFormation, change: ChangeFormation) -> None:
    before = await create(actor=EDITOR, id="f", details=build.details())
    assert await change(actor=EDITOR, id="f", version=1, fields={"title": before.details.title}) == before


async def test_a_published_formation_that_is_archived_can_be_published_again(
    create: CreateFormation, publish: PublishFormation, archive: ArchiveFormation
) -> None:
    await create(actor=EDITOR, id="f", details=build.details())
    assert (await publish(actor=EDITOR, id="f", version=1)).status is Status.PUBLIE
    assert (await archive(actor=EDITOR, id="f", version=2)).status is Status.ARCHIVE
    assert (await publish(actor=EDITOR, id="f")).version == 4


async def test_what_is_published_or_archived_already_stays_as_it_is(
    create: CreateFormation, publish: PublishFormation, archive: ArchiveFormation
) -> None:
    await create(actor=EDITOR, id="f", details=build.details())
    await publish(actor=EDITOR, id="f")
    with pytest.raises(NotPublishable):
        await publish(actor=EDITOR, id="f")
    await archive(actor=EDITOR, id="f")
    with pytest.raises(NotArchivable):
        await archive(actor=EDITOR, id="f")


async def test_what_somebody_changed_since_is_not_overwritten(
    create: CreateFormation, change: ChangeFormation, publish: PublishFormation, archive: ArchiveFormation
) -> None:
    await create(actor=EDITOR, id="f", details=build.details())
    await change(actor=EDITOR, id="f", version=1, fields={"location": "Lomé"})
    with pytest.raises(Stale):
        await change(actor=EDITOR, id="f", version=1, fields={"location": "Cotonou"})
    with pytest.raises(Stale):
        await publish(actor=EDITOR, id="f", version=1)
    with pytest.raises(Stale):
        await archive(actor=EDITOR, id="f", version=1)


async def test_a_formation_that_is_not_there_cannot_be_changed(
    change: ChangeFormation, publish: PublishFormation, archive: ArchiveFormation
) -> None:
    with pytest.raises(FormationNotFound):
        await change(actor=EDITOR, id="none", version=1, fields={})
    with pytest.raises(FormationNotFound):
        await publish(actor=EDITOR, id="none")
    with pytest.raises(FormationNotFound):
        await archive(actor=EDITOR, id="none")


@pytest.mark.parametrize(("actor", "refusal"), OUTSIDERS)
async def test_only_who_may_write_the_catalogue_writes_it(
    actor: Actor,
    refusal: type[Exception],
    create: CreateFormation,
    change: ChangeFormation,
    publish: PublishFormation,
    archive: ArchiveFormation,
) -> None:
    with pytest.raises(refusal):
        await create(actor=actor, id="f", details=build.details())
    with pytest.raises(refusal):
        await change(actor=actor, id="f", version=1, fields={})
    with pytest.raises(refusal):
        await publish(actor=actor, id="f")
    with pytest.raises(refusal):
        await archive(actor=actor, id="f")

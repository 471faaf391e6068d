from datetime import timedelta

from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.recruitment.emploi import EMPLOI
from sorbo_core.recruitment.terms import EmploiState
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.query import ListQuery
from sorbo_core.shared.text import slugify
from sorbo_web.sample.recruitment import load_emplois
from support.build import NOW, TODAY


async def test_the_sample_has_five_job_offers_of_which_four_are_open() -> None:
    emplois = MemoryEmplois()
    lifecycle = Lifecycle(EMPLOI, entries=emplois, clock=FixedClock(NOW), unit_of_work=MemoryUnitOfWork())
    await load_emplois(emplois=lifecycle, today=TODAY)
    loaded = (await emplois.list(ListQuery())).items
    assert len(loaded) == 5
    assert [each.state_at(NOW) for each in loaded].count(EmploiState.ACTIF) == 4
    assert all(each.details.place.key == slugify(each.details.place.city) for each in loaded)
    assert {each.details.contact.email for each in loaded} == {"recrutement@example.com"}


async def test_loading_again_another_day_leaves_alone_what_is_there() -> None:
    emplois = MemoryEmplois()
    lifecycle = Lifecycle(EMPLOI, entries=emplois, clock=FixedClock(NOW), unit_of_work=MemoryUnitOfWork())
    await load_emplois(emplois=lifecycle, today=TODAY)
    edited = await emplois.update("exemple-projeteur-routier", lambda it: it.archive(at=NOW))
    before = (await emplois.list(ListQuery())).items
    await load_emplois(emplois=lifecycle, today=TODAY + timedelta(days=40))
    assert (await emplois.list(ListQuery())).items == before
    assert edited.status is Status.ARCHIVE

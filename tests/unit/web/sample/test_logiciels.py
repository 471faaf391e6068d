from sorbo_adapters.memory.catalogue import MemoryLogiciels
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.catalogue.logiciel import LOGICIEL
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.query import ListQuery
from sorbo_core.shared.text import slugify
from sorbo_web.sample.logiciels import load_logiciels, sample_logiciels
from support.build import NOW


async def test_loading_twice_shows_the_logiciels_once_and_leaves_what_staff_have_changed() -> None:
    logiciels = MemoryLogiciels()
    lifecycle = Lifecycle(LOGICIEL, entries=logiciels, clock=FixedClock(NOW), unit_of_work=MemoryUnitOfWork())
    await load_logiciels(lifecycle)
    found = (await logiciels.list(ListQuery())).items
    assert [each.status for each in found] == [Status.PUBLIE] * 4
    hidden = await logiciels.update(found[0].id, lambda current: current.archive(at=NOW))
    await load_logiciels(lifecycle)
    assert (await logiciels.list(ListQuery())).items == (hidden, *found[1:])


def test_each_is_called_an_example_and_has_the_key_of_its_category() -> None:
    for sample in sample_logiciels():
        assert "exemple" in sample.details.title
        assert sample.details.category.key == slugify(sample.details.category.label)

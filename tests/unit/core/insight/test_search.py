"""The index follows the entries, whatever becomes of events and rebuilds."""

from collections.abc import Callable

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.insight.search import MemoryRebuilds, MemorySearchIndex
from sorbo_core.catalogue.formation import Formation
from sorbo_core.insight.use_cases.rebuild_search import RebuildSearch
from sorbo_core.insight.use_cases.search import Search
from sorbo_core.insight.use_cases.update_search import UpdateSearch
from sorbo_core.shared.publication import Entry
from support.build import NOW, formation, later, published
from support.caching import Forgotten
from support.recruitment import emploi
from support.site import actualite, projet, publication

KINDS = ("formation",)


class Desk:
    """Formations, and everything about finding them."""

    def __init__(self) -> None:
        self.index = MemorySearchIndex()
        self.formations = MemoryFormations()
        entries = {"formation": self.formations}
        self.answers = Forgotten()
        self.update = UpdateSearch(index=self.index, entries=entries, answers=self.answers)
        self.rebuild = RebuildSearch(index=self.index, rebuilds=MemoryRebuilds(), entries=entries)

    async def found(self, text: str) -> list[str]:
        return [each.id for each in await Search(index=self.index, kinds=KINDS)(text=text)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def archive(desk: Desk, entry: Formation) -> Formation:
    change = later(hours=1)
    return await desk.formations.update(entry.id, lambda current: current.archive(at=change))


async def test_what_is_published_is_found_until_it_is_archived(desk: Desk) -> None:
    draft = formation(title="Covadis").publish(at=NOW)
    await desk.formations.add(draft)
    for event in draft.events:
        await desk.update(event)
    assert await desk.found("covadis") == [draft.id]
    await archive(desk, draft)
    await desk.update(draft.events[0])
    assert await desk.found("covadis") == []


async def test_an_event_of_an_entry_that_has_gone_hides_it_for_good(desk: Desk) -> None:
    entry = published(title="Covadis")
    await desk.update(entry.events[0])
    await desk.formations.add(entry)
    await desk.update(entry.events[1])
    assert await desk.found("covadis") == []


async def test_a_rebuild_keeps_everything_that_is_published(desk: Desk) -> None:
    shown = [published(title="Covadis") for _ in range(205)]
    for each in (*shown, formation(title="Covadis")):
        await desk.formations.add(each)
    assert [count async for _, count in desk.rebuild()] == [100, 100, 6]
    assert (await desk.index.count_shown())["formation"] == 205
    assert [count async for _, count in desk.rebuild()] == [100, 100, 6]


async def test_a_rebuild_that_was_cut_off_goes_on_where_it_was(desk: Desk) -> None:
    for _ in range(150):
        await desk.formations.add(published(title="Covadis"))
    cut_off = desk.rebuild()
    assert await anext(cut_off) == ("formation", 100)
    await cut_off.aclose()
    assert [count async for _, count in desk.rebuild()] == [50]


async def test_a_rebuild_may_start_afresh(desk: Desk) -> None:
    for _ in range(150):
        await desk.formations.add(published(title="Covadis"))
    cut_off = desk.rebuild()
    await anext(cut_off)
    await cut_off.aclose()
    assert [count async for _, count in desk.rebuild(afresh=True)] == [100, 50]


@pytest.mark.parametrize("make", [published, projet, actualite, publication, emploi])
def test_every_noun_says_what_it_is_found_by(make: Callable[[], Entry]) -> None:
    entry = make()
    findable = entry.details.findable()
    assert findable.title == entry.details.title
    assert findable.text
    assert findable.keywords
    assert all(findable.keywords)


async def test_answers_from_the_index_are_forgotten_once_it_follows(desk: Desk) -> None:
    draft = formation(title="Covadis").publish(at=NOW)
    await desk.formations.add(draft)
    await desk.update(draft.events[-1])
    assert desk.answers.tags == ["search"]

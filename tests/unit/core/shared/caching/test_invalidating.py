"""Writes around which answers are forgotten."""

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_core.shared.caching.invalidating import Invalidating, InvalidatingTogether
from sorbo_core.shared.caching.use_cases.forget_answers import ForgetAnswers
from sorbo_core.shared.errors import Stale
from support.build import NOW, formation, later
from support.caching import Forgotten


class Desk:
    def __init__(self) -> None:
        self.answers = Forgotten()
        self.formations = Invalidating(MemoryFormations(), noun="formation", answers=self.answers)
        self.together = InvalidatingTogether(MemoryUnitOfWork(), answers=self.answers)

    def told(self) -> set[str]:
        told, self.answers.tags = set(self.answers.tags), []
        return told


@pytest.fixture
def desk() -> Desk:
    return Desk()


def tags_of(*ids: str) -> set[str]:
    return {"formation", *(f"formation:{id_}" for id_ in ids)}


async def test_every_write_puts_its_entity_and_its_noun_out_of_date(desk: Desk) -> None:
    entry = await desk.formations.add(formation())
    assert desk.told() == tags_of(entry.id)

    await desk.formations.update(entry.id, lambda current: current.publish(at=later(minutes=1)))
    assert desk.told() == tags_of(entry.id)

    await desk.formations.discard(entry.id)
    assert desk.told() == tags_of(entry.id)


async def test_reading_puts_nothing_out_of_date(desk: Desk) -> None:
    entry = await desk.formations.add(formation())
    desk.told()

    assert (await desk.formations.get(entry.id)).id == entry.id
    assert desk.told() == set()


async def test_a_refused_write_puts_nothing_out_of_date(desk: Desk) -> None:
    entry = await desk.formations.add(formation())
    desk.told()

    with pytest.raises(Stale):
        await desk.formations.update(entry.id, lambda current: current.at_version(7))
    assert desk.told() == set()


async def test_what_is_written_together_is_forgotten_once_it_is_kept(desk: Desk) -> None:
    one, other = formation(), formation()

    async def work() -> None:
        await desk.formations.add(one)
        await desk.formations.add(other)
        assert desk.told() == set(), "nobody sees it yet"

    await desk.together.run(work)

    assert desk.told() == tags_of(one.id, other.id)


async def test_what_is_given_up_together_puts_nothing_out_of_date(desk: Desk) -> None:
    async def work() -> None:
        await desk.formations.add(formation())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await desk.together.run(work)

    assert desk.told() == set()
    await desk.formations.add(formation(id="later"))
    assert desk.told() == tags_of("later")


async def test_an_event_puts_the_same_out_of_date(desk: Desk) -> None:
    entry = formation().publish(at=NOW)

    await ForgetAnswers(answers=desk.answers)(entry.events[-1])

    assert desk.told() == tags_of(entry.id)

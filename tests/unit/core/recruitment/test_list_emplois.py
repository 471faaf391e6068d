from datetime import timedelta

import pytest

from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.recruitment.errors import EmploiNotFound
from sorbo_core.recruitment.terms import EmploiState
from sorbo_core.recruitment.use_cases.emploi.list import ListEmplois
from sorbo_core.recruitment.use_cases.emploi.read import ReadEmploi
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.actors import EDITOR, NOBODY
from support.build import NOW, TODAY
from support.recruitment import candidature, emploi, open_emploi

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def listed(emplois: MemoryEmplois, candidatures: MemoryCandidatures, clock: FixedClock) -> ListEmplois:
    return ListEmplois(emplois=emplois, candidatures=candidatures, clock=clock)


@pytest.fixture
def read(emplois: MemoryEmplois, candidatures: MemoryCandidatures, clock: FixedClock) -> ReadEmploi:
    return ReadEmploi(emplois=emplois, candidatures=candidatures, clock=clock)


@pytest.fixture(autouse=True)
async def offers(emplois: MemoryEmplois) -> None:
    await emplois.add(open_emploi(id="open", deadline=TODAY))
    await emplois.add(open_emploi(id="past", deadline=YESTERDAY))
    await emplois.add(emploi(id="draft"))
    await emplois.add(open_emploi(id="gone", deadline=YESTERDAY).archive(at=NOW))


@pytest.mark.parametrize(
    ("actor", "state", "expected"),
    [
        (NOBODY, None, {"open": EmploiState.ACTIF, "past": EmploiState.EXPIRE}),
        (NOBODY, EmploiState.ACTIF, {"open": EmploiState.ACTIF}),
        (NOBODY, EmploiState.EXPIRE, {"past": EmploiState.EXPIRE}),
        (NOBODY, EmploiState.ARCHIVE, {}),
        (EDITOR, EmploiState.ACTIF, {"open": EmploiState.ACTIF}),
        (EDITOR, EmploiState.EXPIRE, {"past": EmploiState.EXPIRE}),
        (EDITOR, EmploiState.ARCHIVE, {"gone": EmploiState.ARCHIVE}),
    ],
)
async def test_a_list_by_state_finds_those_that_are_in_it_today(
    listed: ListEmplois, actor: Actor, state: EmploiState | None, expected: dict[str, EmploiState]
) -> None:
    asked = ListQuery(filters=(Filter("state", Op.EQ, state),)) if state else ListQuery()
    page = await listed(actor=actor, query=asked)
    assert {each.emploi.id: each.state for each in page.items} == expected


async def test_staff_learn_how_many_applied_and_visitors_do_not(
    listed: ListEmplois, read: ReadEmploi, candidatures: MemoryCandidatures
) -> None:
    for _ in range(2):
        await candidatures.add(candidature(emploi_id="open"))
    assert {each.candidatures for each in (await listed(actor=NOBODY, query=ListQuery())).items} == {None}
    counted = {
        each.emploi.id: each.candidatures for each in (await listed(actor=EDITOR, query=ListQuery())).items
    }
    assert counted == {"open": 2, "past": 0, "draft": 0, "gone": 0}
    assert (await read(actor=EDITOR, key="open")).candidatures == 2
    assert (await read(actor=NOBODY, key="open")).candidatures is None


async def test_visitors_read_no_hidden_salary_and_no_draft(read: ReadEmploi) -> None:
    assert (await read(actor=NOBODY, key="open")).emploi.details.salary is None
    assert (await read(actor=EDITOR, key="open")).emploi.details.salary is not None
    for key in ("draft", "gone"):
        with pytest.raises(EmploiNotFound):
            await read(actor=NOBODY, key=key)


async def test_it_closes_as_time_passes_though_nothing_runs(read: ReadEmploi, clock: FixedClock) -> None:
    before = await read(actor=NOBODY, key="open")
    clock.advance(timedelta(days=1))
    after = await read(actor=NOBODY, key="open")
    assert (before.state, after.state) == (EmploiState.ACTIF, EmploiState.EXPIRE)
    assert after.emploi == before.emploi

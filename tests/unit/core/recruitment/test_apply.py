import asyncio
from datetime import timedelta
from typing import Any

import pytest

from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.recruitment.errors import CandidaturesClosed, EmploiNotFound
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.recruitment.use_cases.candidature.apply import ApplyForEmploi, CandidatureReceipt
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.query import ListQuery
from support.build import NOW, later
from support.recruitment import DEADLINE, candidate, emploi, open_emploi

ALL = ListQuery(limit=100)


@pytest.fixture(autouse=True)
async def offer(emplois: MemoryEmplois) -> None:
    await emplois.add(open_emploi(id="e", slug="projeteur"))


def receipt(id: str, **after: float) -> CandidatureReceipt:
    return CandidatureReceipt(id=id, state=CandidatureState.RECUE, received_at=later(**after))


@pytest.mark.parametrize("key", ["e", "projeteur"])
async def test_one_applies_by_the_emploi_s_id_or_slug(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, key: str
) -> None:
    given = candidate(name="  Projeteuse ", email="P@Example.com")
    assert await apply(id="c", emploi=key, candidate=given) == receipt("c")
    stored = await candidatures.get("c")
    assert (stored.emploi_id, stored.state) == ("e", CandidatureState.RECUE)
    assert (stored.candidate.name, stored.candidate.email) == ("Projeteuse", "p@example.com")


async def test_the_same_request_again_is_answered_alike_even_after_the_deadline(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, clock: FixedClock
) -> None:
    first = await apply(id="c", emploi="e", candidate=candidate())
    clock.advance(timedelta(days=60))
    assert await apply(id="c", emploi="e", candidate=candidate()) == first
    assert len(candidatures.outboxes["c"].entries) == 1


async def test_a_second_one_by_the_same_address_is_answered_like_a_first_and_changes_nothing(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, clock: FixedClock
) -> None:
    await apply(id="c", emploi="e", candidate=candidate())
    await candidatures.update("c", lambda it: it.move(CandidatureState.REFUSEE, by="s", at=NOW, reason="x"))
    clock.advance(timedelta(hours=2))
    again = candidate(email="PROJETEUSE@example.com", name="Autre")
    assert await apply(id="d", emploi="e", candidate=again) == receipt("d", hours=2)
    (only,) = (await candidatures.list(ALL)).items
    assert (only.id, only.candidate.name, only.state) == (
        "c",
        candidate().name,
        CandidatureState.REFUSEE,
    )
    assert candidatures.outboxes["c"].entries[-1].event.type == "candidature.repeated"


async def test_many_at_once_by_one_address_become_one_and_are_all_answered_alike(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures
) -> None:
    ids = [f"c{number}" for number in range(20)]
    answers = await asyncio.gather(*(apply(id=id_, emploi="e", candidate=candidate()) for id_ in ids))
    assert answers == [receipt(id_) for id_ in ids]
    assert len((await candidatures.list(ALL)).items) == 1


async def test_after_the_deadline_nobody_applies_any_more(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=30))
    assert clock.now().date() == DEADLINE
    await apply(id="last", emploi="e", candidate=candidate())
    clock.advance(timedelta(days=1))
    with pytest.raises(CandidaturesClosed):
        await apply(id="late", emploi="e", candidate=candidate(email="late@example.com"))
    assert [each.id for each in (await candidatures.list(ALL)).items] == ["last"]


@pytest.mark.parametrize("key", ["draft", "gone", "nowhere"])
async def test_one_cannot_apply_for_what_visitors_do_not_see(
    apply: ApplyForEmploi, emplois: MemoryEmplois, key: str
) -> None:
    await emplois.add(emploi(id="draft"))
    await emplois.add(open_emploi(id="gone").archive(at=NOW))
    with pytest.raises(EmploiNotFound):
        await apply(id="c", emploi=key, candidate=candidate())


@pytest.mark.parametrize("change", [{"email": "nobody"}, {"name": "  "}, {"motivation": " \n "}])
async def test_what_breaks_a_rule_is_not_stored(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, change: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        await apply(id="c", emploi="e", candidate=candidate(**change))
    assert (await candidatures.list(ALL)).items == ()

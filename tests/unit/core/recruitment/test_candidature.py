from datetime import timedelta
from itertools import product

import pytest

from sorbo_core.recruitment.candidate import Cv
from sorbo_core.recruitment.candidature import MOST_NOTES, Candidature, Move, Note
from sorbo_core.recruitment.errors import CandidatureMoveRefused, NothingToTell, ReasonMissing
from sorbo_core.recruitment.state import MOVES, NEEDS_REASON, TOLD, CandidatureState
from sorbo_core.shared.errors import Invalid
from support.build import NOW, later
from support.recruitment import candidature

S = CandidatureState
WAYS: dict[CandidatureState, tuple[CandidatureState, ...]] = {
    S.RECUE: (),
    S.PRESELECTION: (S.PRESELECTION,),
    S.ENTRETIEN: (S.ENTRETIEN,),
    S.RETENUE: (S.ENTRETIEN, S.RETENUE),
    S.REFUSEE: (S.REFUSEE,),
}


def in_state(state: CandidatureState) -> Candidature:
    entity = candidature()
    for step in WAYS[state]:
        entity = entity.move(step, by="c", at=NOW, reason="Motif.")
    return entity


@pytest.mark.parametrize(("source", "target"), [*product(S, S)])
def test_it_moves_as_the_table_says_and_in_no_other_way(
    source: CandidatureState, target: CandidatureState
) -> None:
    entity = in_state(source)
    if source is target:
        assert entity.move(target, by="c", at=NOW) is entity
    elif target in MOVES[source]:
        moved = entity.move(target, by="c", at=later(hours=1), reason="Motif.")
        step = Move(by="c", at=later(hours=1), source=source, target=target, reason="Motif.")
        assert (moved.state, moved.history) == (target, (*entity.history, step))
    else:
        with pytest.raises(CandidatureMoveRefused) as refused:
            entity.move(target, by="c", at=NOW, reason="Motif.")
        assert refused.value.params["source"] == source


def test_every_state_can_be_left_and_none_becomes_new_again() -> None:
    assert MOVES.keys() == set(S)
    assert all(MOVES.values())
    assert not any(S.RECUE in targets for targets in MOVES.values())


def test_a_refusal_needs_a_reason() -> None:
    assert {S.REFUSEE} == NEEDS_REASON
    with pytest.raises(ReasonMissing) as refused:
        candidature().move(S.REFUSEE, by="c", at=NOW)
    assert refused.value.violations[0].pointer == "/reason"


@pytest.mark.parametrize("state", sorted(set(S) - TOLD - {S.RECUE}))
def test_of_a_state_that_is_no_outcome_nothing_is_told(state: CandidatureState) -> None:
    with pytest.raises(NothingToTell):
        candidature().move(state, by="c", at=NOW, tell=True)


def test_an_event_says_where_it_went_and_nothing_of_the_candidate_or_the_staff() -> None:
    entity = candidature(name="Nom Secret", email="secret@example.com", phone="+226 70 11 22 33")
    told = entity.move(S.REFUSEE, by="c", at=NOW, reason="Motif secret.", tell=True)
    done = told.note("Note secrète.", by="c", at=NOW).repeat(at=later(days=1))
    assert [event.type for event in done.events] == [
        "candidature.received",
        "candidature.moved",
        "candidature.noted",
        "candidature.repeated",
    ]
    assert done.events[1].data == {
        "emploi_id": "emploi",
        "source": "recue",
        "state": "refusee",
        "tell": True,
    }
    written = str([event.data for event in done.events]).lower()
    assert not any(word in written for word in ("secret", "secrète", "70 11", "motif", "note"))


def test_notes_are_kept_in_order_up_to_a_limit() -> None:
    entity = candidature()
    for number in range(MOST_NOTES):
        entity = entity.note(f"Note {number}", by="c", at=NOW)
    assert entity.notes[1] == Note(by="c", at=NOW, text="Note 1")
    with pytest.raises(Invalid):
        entity.note("Une de trop", by="c", at=NOW)


def test_who_applies_again_is_told_so_once_an_hour() -> None:
    entity = candidature()
    assert entity.repeat(at=later(minutes=59)) is entity
    again = entity.repeat(at=later(hours=1))
    assert again.repeat(at=later(hours=1, minutes=59)) is again
    assert again.repeat(at=later(hours=2)).repeated_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "cv.pdf", "https://", "https://a b", "https://a\r\nX: y", 'https://"x"']
)
def test_the_link_to_a_cv_is_a_web_address(link: str) -> None:
    with pytest.raises(Invalid) as refused:
        candidature(cv=Cv(link=link))
    assert refused.value.violations[0].pointer == "/cv/link"

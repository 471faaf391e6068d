from typing import Any

import pytest

from sorbo_core.reviews.avis import AvisState, Reviewed
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.errors import Invalid
from support.build import NOW, avis, later


def test_an_avis_is_taken_in_with_its_event_which_names_nobody() -> None:
    given = avis(id="a", email=" Projeteur@Example.com ", name=" Projeteur ")
    (event,) = given.events
    assert (given.state, given.moderated_by) == (AvisState.EN_ATTENTE, None)
    assert (given.opinion.email, given.opinion.name) == ("projeteur@example.com", "Projeteur")
    assert event.type == "avis.submitted"
    assert event.data == {"noun": "formation", "entry_id": "formation"}


def test_a_decision_is_told_once_and_may_be_taken_back() -> None:
    approved = avis().decide(AvisState.APPROUVE, by="c1", at=NOW)
    assert approved.decide(AvisState.APPROUVE, by="c2", at=later(days=1)) is approved
    refused = approved.decide(AvisState.REFUSE, by="c2", at=later(days=1))
    assert [event.type for event in refused.events] == ["avis.submitted", "avis.approved", "avis.refused"]
    assert (refused.state, refused.moderated_by) == (AvisState.REFUSE, "c2")


def test_the_key_tells_apart_who_says_something_about_what() -> None:
    one = avis(email="a@example.com")
    assert one.key == avis(email="A@EXAMPLE.com").key
    others = (
        avis(),
        avis(email="a@example.com", noun=Reviewed.LOGICIEL),
        avis(email="a@example.com", entry_id="x"),
    )
    assert len({one.key, *(each.key for each in others)}) == 4
    assert "example" not in one.key


@pytest.mark.parametrize("changes", [{"stars": 0}, {"stars": 6}, {"comment": " "}, {"email": "x"}])
def test_an_avis_that_breaks_a_rule_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        avis(**changes)


@pytest.mark.parametrize(
    ("total", "count", "average"), [(5, 1, 5.0), (13, 3, 4.3), (14, 3, 4.7), (3, 2, 1.5)]
)
def test_an_average_has_one_decimal(total: int, count: int, average: float) -> None:
    assert Rating.of(total=total, count=count) == Rating(average=average, count=count)

"""What an inscription remembers of its confirmation."""

import pytest

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState, Place
from support.build import NOW, inscription, later


def moved(asked: Inscription, state: InscriptionState, *, moves: int, ending: Ending | None = None) -> Place:
    return Place(
        id=asked.id, key="key", people=1, number=1, state=state, since=NOW, moves=moves, ending=ending
    )


def test_it_was_confirmed_when_its_seats_became_certain_whatever_follows() -> None:
    asked = inscription()
    confirmed = asked.follow(moved(asked, InscriptionState.CONFIRMEE, moves=2), at=later(hours=1))
    present = confirmed.follow(moved(asked, InscriptionState.PRESENTE, moves=3), at=later(days=40))
    given_up = moved(asked, InscriptionState.ANNULEE, moves=3, ending=Ending.CANCELLED)
    assert asked.confirmed_at is None
    assert {confirmed.confirmed_at, present.confirmed_at} == {later(hours=1)}
    assert confirmed.follow(given_up, at=later(days=2)).confirmed_at == later(hours=1)


def test_one_that_hears_of_its_presence_alone_was_confirmed_then() -> None:
    asked = inscription()
    present = asked.follow(moved(asked, InscriptionState.PRESENTE, moves=3), at=later(days=40))
    assert present.confirmed_at == later(days=40)


@pytest.mark.parametrize("state", [InscriptionState.DEMANDEE, InscriptionState.ANNULEE])
def test_seats_that_are_not_certain_are_not_confirmed(state: InscriptionState) -> None:
    asked = inscription()
    assert asked.follow(moved(asked, state, moves=2), at=later(hours=1)).confirmed_at is None

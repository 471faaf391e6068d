from datetime import timedelta

import pytest

from sorbo_core.catalogue.errors import PeriodReversed
from sorbo_core.catalogue.session import SessionState
from sorbo_core.shared.errors import Invalid
from support import build


def test_a_session_of_one_day_is_planned() -> None:
    session = build.session(formation_id="f", end=build.TODAY)
    assert session.details.state is SessionState.PLANIFIEE
    assert session.events[0].data == {"formation_id": "f"}


def test_a_session_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(PeriodReversed) as refused:
        build.session(end=build.TODAY - timedelta(days=1))
    (violation,) = refused.value.violations
    assert (violation.pointer, violation.params) == ("/end", {"start": build.TODAY.isoformat()})


@pytest.mark.parametrize("seats", [0, 1001])
def test_a_session_has_between_one_and_a_thousand_seats(seats: int) -> None:
    with pytest.raises(Invalid) as refused:
        build.session(seats=seats)
    assert refused.value.violations[0].pointer == "/seats"


def test_a_start_moved_past_the_end_is_refused() -> None:
    session = build.session()
    with pytest.raises(PeriodReversed):
        session.revise(at=build.NOW, start=session.details.end + timedelta(days=1))


def test_a_session_is_confirmed_and_tells_of_it() -> None:
    session = build.session().revise(at=build.NOW, state=SessionState.CONFIRMEE)
    assert session.details.state is SessionState.CONFIRMEE
    assert session.events[-1].type == "session.changed"


def test_the_same_words_again_change_nothing() -> None:
    session = build.session()
    assert session.revise(at=build.NOW, seats=session.details.seats) is session

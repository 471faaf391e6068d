from datetime import UTC, datetime, time, timedelta

import pytest

from sorbo_core.recruitment.errors import SalaryReversed
from sorbo_core.recruitment.terms import Contact, EmploiState, Salary
from sorbo_core.shared.errors import Invalid
from support.build import NOW, TODAY, later
from support.recruitment import DEADLINE, emploi, open_emploi

MIDNIGHT = datetime.combine(DEADLINE + timedelta(days=1), time(), UTC)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOW, EmploiState.ACTIF),
        (MIDNIGHT - timedelta(milliseconds=1), EmploiState.ACTIF),
        (MIDNIGHT, EmploiState.EXPIRE),
        (MIDNIGHT + timedelta(days=400), EmploiState.EXPIRE),
    ],
)
def test_it_closes_itself_when_its_last_day_is_over(now: datetime, state: EmploiState) -> None:
    assert open_emploi().state_at(now) is state


def test_it_has_no_state_until_it_is_published_and_is_archived_for_good() -> None:
    assert emploi().state_at(MIDNIGHT) is None
    assert emploi().schedule(later(hours=1), at=NOW).state_at(MIDNIGHT) is None
    assert open_emploi().archive(at=NOW).state_at(NOW) is EmploiState.ARCHIVE


def test_a_later_deadline_opens_it_again() -> None:
    expired = open_emploi(deadline=TODAY - timedelta(days=1))
    assert expired.state_at(NOW) is EmploiState.EXPIRE
    assert expired.revise(at=NOW, deadline=TODAY).state_at(NOW) is EmploiState.ACTIF


def test_visitors_see_a_salary_only_where_it_is_shown() -> None:
    hidden, shown = Salary(min=100, max=200), Salary(min=100, shown=True)
    assert open_emploi(salary=hidden).for_visitors().details.salary is None
    assert open_emploi(salary=shown).for_visitors().details.salary == shown
    assert open_emploi(salary=None).for_visitors().details.salary is None


def test_the_lowest_salary_is_not_higher_than_the_highest() -> None:
    with pytest.raises(SalaryReversed) as refused:
        emploi(salary=Salary(min=300, max=200))
    assert refused.value.violations[0].pointer == "/salary/max"
    draft = emploi(salary=Salary(min=100, max=200))
    with pytest.raises(SalaryReversed):
        draft.revise(at=NOW, salary={"min": 300})
    assert emploi(salary=Salary(max=0)).details.salary == Salary(max=0)


def test_the_address_to_ask_at_is_one_and_is_kept_in_lower_case() -> None:
    draft = emploi(contact=Contact(email="Recrutement@Example.com"))
    assert draft.details.contact.email == "recrutement@example.com"
    with pytest.raises(Invalid) as refused:
        draft.revise(at=NOW, contact={"email": "nobody"})
    assert refused.value.violations[0].pointer == "/contact/email"

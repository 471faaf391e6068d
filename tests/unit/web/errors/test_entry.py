"""How sentences take in parameters."""

from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.contact.demande import DemandeState
from sorbo_web.errors.entry import fill_in


def test_parameters_take_their_place() -> None:
    assert fill_in("De {min} à {max}.", {"min": 1, "max": 9}) == "De 1 à 9."


def test_an_enumerated_value_is_shown_as_it_is_written_on_the_wire() -> None:
    assert fill_in("{state}", {"state": DemandeState.EN_TRAITEMENT}) == "en_traitement"


def test_a_part_in_brackets_is_said_when_its_parameters_are_known() -> None:
    assert fill_in("Refusé[ ({why})].", {"why": "trop long"}) == "Refusé (trop long)."
    assert fill_in("Refusé[ ({why})].", {}) == "Refusé."


def test_a_parameter_that_is_missing_outside_brackets_leaves_an_ellipsis() -> None:
    assert fill_in("De {min} à {max}.", {"min": 1}) == "De 1 à …."


@given(st.text())
def test_what_a_caller_typed_is_quoted_and_never_interpreted(typed: str) -> None:
    assert fill_in("a {given} b[ {given}]", {"given": typed}) == f"a {typed} b {typed}"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.catalogue.level import Level, level_range, levels_in

DEBUTANT, INTERMEDIAIRE, AVANCE = Level


@pytest.mark.parametrize(
    ("phrase", "levels"),
    [
        ("Débutant", (DEBUTANT,)),
        ("Débutants", (DEBUTANT,)),
        ("débutant à intermédiaire", (DEBUTANT, INTERMEDIAIRE)),
        ("INTERMÉDIAIRE À AVANCÉ", (INTERMEDIAIRE, AVANCE)),
        ("Débutant à avancé", (DEBUTANT, INTERMEDIAIRE, AVANCE)),
        ("Avancé, débutant", (DEBUTANT, INTERMEDIAIRE, AVANCE)),
        ("Niveaux moyens", (INTERMEDIAIRE,)),
        ("Confirmés / experts", (AVANCE,)),
        ("Tous niveaux", (DEBUTANT, INTERMEDIAIRE, AVANCE)),
        (" tous les niveaux ", (DEBUTANT, INTERMEDIAIRE, AVANCE)),
        ("Bac + 2", ()),
        ("", ()),
    ],
)
def test_a_phrase_names_a_range_of_levels(phrase: str, levels: tuple[Level, ...]) -> None:
    assert levels_in(phrase) == levels


@given(st.sampled_from(Level), st.sampled_from(Level))
def test_a_range_goes_upwards_and_holds_both_ends(one: Level, other: Level) -> None:
    found = level_range(one, other)
    assert set(found) >= {one, other}
    assert found == level_range(other, one) == tuple(level for level in Level if level in found)


@given(st.text())
def test_any_phrase_names_levels_in_rising_order_without_gaps(phrase: str) -> None:
    levels = levels_in(phrase)
    assert not levels or levels == level_range(levels[0], levels[-1])

"""Words are the same however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.shared.finding.words import term_of, terms_of, words_of

LETTERS = st.text(st.characters(categories=["L"]), min_size=1, max_size=30)
FRENCH = st.text("abcdefghijklmnopqrtuvwyéèêàâîïôûùçœæ", min_size=3, max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Étude", "etude"),
        ("œuvre", "oeuvre"),
        ("ŒUVRES", "oeuvre"),
        ("cæsium", "caesium"),
        ("e\u0301tude", "étude"),
        ("formations", "formation"),
        ("canaux", "canal"),
        ("niveaux", "niveau"),
        ("tuyaux", "tuyau"),
        ("travaux", "travail"),
        ("réseaux", "réseau"),
        ("GPS", "gps"),
    ],
)
def test_two_ways_to_write_a_word_have_one_term(one: str, other: str) -> None:
    assert term_of(one) == term_of(other)


@pytest.mark.parametrize("text", ["l'eau", "L’eau", "d'eau", "qu’eau", "c'est l'eau", "eaux"])
def test_what_an_apostrophe_cuts_off_is_no_word(text: str) -> None:
    assert terms_of(text) == ("eau",)


def test_a_word_before_an_apostrophe_that_cuts_nothing_off_stays() -> None:
    assert terms_of("presqu'île d") == ("presqu", "ile", "d")


def test_words_that_say_nothing_are_left_out() -> None:
    assert terms_of("Le génie de la route et des ponts pour tous") == ("genie", "route", "pont", "tou")


@given(LETTERS)
def test_the_term_of_a_term_is_itself(word: str) -> None:
    assert term_of(term_of(word)) == term_of(word)


@given(FRENCH)
def test_a_plural_has_the_term_of_its_singular(word: str) -> None:
    assert term_of(f"{word}s") == term_of(word)


@given(FRENCH)
def test_capitals_do_not_matter(word: str) -> None:
    assert term_of(word.upper()) == term_of(word)


@given(st.text(max_size=300))
def test_words_stand_where_they_say_and_whatever_is_written_is_read(text: str) -> None:
    end = 0
    for word in words_of(text):
        assert word.start >= end
        assert term_of(text[word.start : word.end]) == word.term
        end = word.end

import re
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from sorbo_core.shared.text import MAX_SLUG, Line, Prose, Slug, fold, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Étude été", "etude-ete"),
        ("  Béton armé : l'Eurocode 2 ! ", "beton-arme-l-eurocode-2"),
        ("Œuvre & cœur", "oeuvre-coeur"),
        ("STRUCTURE   n°4", "structure-n-4"),
        ("\u210cydraulique ǽ", "hydraulique-ae"),
        ("Straße", "strasse"),
        ("!!!", "sans-titre"),
        ("设计", "sans-titre"),
    ],
)
def test_a_slug_keeps_the_letters_of_the_text(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_every_text_has_a_slug_that_is_accepted_as_one(text: str) -> None:
    slug = slugify(text)
    assert msgspec.convert(slug, Slug) == slug
    assert len(slug) <= MAX_SLUG


@given(st.text())
def test_the_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_letter_is_folded_completely() -> None:
    letters = [chr(code) for code in range(0x20, 0x3000)]
    assert [letter for letter in letters if fold(fold(letter)) != fold(letter)] == []


def test_folded_texts_compare_without_case_accents_and_spacing() -> None:
    assert fold(" ÉLÈVE\u00a0 Ingénieur ") == fold("eleve ingenieur")


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "two\nlines", "end\n", "tab\t", "nul\x00", "x" * 201])
def test_a_line_is_not_blank_and_has_no_control_characters(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, Line)


@pytest.mark.parametrize("text", ["", " \n ", "nul\x00", "x" * 20_001])
def test_prose_is_not_blank_and_has_no_nul(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, Prose)


def test_prose_has_several_lines() -> None:
    assert msgspec.convert("un\n\ndeux\n", Prose) == "un\n\ndeux\n"


@pytest.mark.parametrize("slug", ["", "-a", "a-", "a--b", "A", "é", "a b", "a" * 117])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(slug, Slug)


@given(st.text(max_size=50))
def test_a_line_pattern_says_the_same_to_msgspec_and_to_re(text: str) -> None:
    pattern = _pattern_of(Line)
    try:
        msgspec.convert(text, Annotated[str, Meta(pattern=pattern)])
    except msgspec.ValidationError:
        assert re.search(pattern, text) is None
    else:
        assert text.strip()


def _pattern_of(annotated: object) -> str:
    (meta,) = getattr(annotated, "__metadata__")  # noqa: B009 — Annotated hides it from type checkers
    assert isinstance(meta, Meta)
    assert meta.pattern is not None
    return meta.pattern

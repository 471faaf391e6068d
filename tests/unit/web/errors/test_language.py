"""Which language a caller reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.errors.language import language_of

FR, EN = Language.FR, Language.EN


def asked(*values: str) -> Language:
    return language_of([(b"accept-language", value.encode("latin-1")) for value in values])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en", EN),
        ("EN-us", EN),
        ("fr-CI, fr;q=0.9, en;q=0.8", FR),
        ("en-GB,en;q=0.9,fr;q=0.8", EN),
        ("fr;q=0.3, en;q=0.7", EN),
        ("de, en;q=0.5", EN),
        ("de", FR),
        ("*", FR),
        ("en;q=0.5, *;q=0.8", FR),
        ("fr;q=0, *", EN),
        ("fr;q=0, en;q=0", FR),
        ("en;q=0", FR),
        ("en ; q=1.000", EN),
        ("en, fr", EN),
        ("en;q=2", FR),
        ("", FR),
        (";;,,=", FR),
    ],
)
def test_the_preferred_one_of_the_languages_that_we_have_is_chosen(header: str, language: Language) -> None:
    assert asked(header) is language


def test_without_the_header_it_is_french() -> None:
    assert language_of([(b"accept", b"*/*")]) is FR


def test_a_header_in_two_lines_is_read_as_one() -> None:
    assert asked("fr;q=0.2", "en;q=0.4") is EN


@given(st.permutations([("fr", 3), ("en", 7), ("de", 9), ("*", 1)]))
def test_the_order_of_ranges_does_not_matter_where_their_weights_differ(
    ranges: list[tuple[str, int]],
) -> None:
    assert asked(", ".join(f"{tag};q=0.{weight}" for tag, weight in ranges)) is EN


@given(st.binary())
def test_whatever_is_sent_there_is_an_answer(header: bytes) -> None:
    assert language_of([(b"accept-language", header)]) in Language

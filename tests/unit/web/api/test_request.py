"""The one decoder of request bodies."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.shared.errors import Invalid, Malformed
from sorbo_core.shared.text import Line
from sorbo_core.shared.validation import decode_body
from sorbo_web.api.wire import Body


class _Note(Body, frozen=True, kw_only=True):
    first_line: Line
    lines: tuple[Line, ...] = ()


def _code_of(body: bytes) -> str:
    with pytest.raises(Malformed) as caught:
        decode_body(body, _Note)
    (violation,) = caught.value.violations
    return violation.code


def test_names_are_written_in_camel_case() -> None:
    assert decode_body('{"firstLine": "é"}'.encode(), _Note) == _Note(first_line="é")


@pytest.mark.parametrize("text", [r"\\u0000", r"a\\\\u0000", "u0000", r"\ud83d\ude00"])
def test_what_only_looks_like_nul_or_half_a_character_is_accepted(text: str) -> None:
    note = decode_body(f'{{"firstLine": "{text}"}}'.encode(), _Note)
    assert note.first_line == json.loads(f'"{text}"')


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "invalid_json"),
        (b"{", "invalid_json"),
        (b"\xff", "not_utf8"),
        (b"\xef\xbb\xbf{}", "invalid_json"),
        (rb'{"firstLine": "\u0000"}', "nul_character"),
        (rb'{"firstLine": "\\\u0000"}', "nul_character"),
        (b'{"firstLine": "a", "firstLine": "b"}', "duplicate_key"),
        (b'{"lines": [{"a": 1, "a": 2}]}', "duplicate_key"),
        (b"[" * 100_000, "too_deep"),
        (b'{"firstLine": NaN}', "invalid_json"),
        (b'{"firstLine": 1}', "wrong_type"),
        (b"{}", "missing"),
        (b'{"first_line": "a"}', "unknown_field"),
    ],
)
def test_the_refusal_says_why(body: bytes, code: str) -> None:
    assert _code_of(body) == code


def test_a_broken_rule_is_told_apart_from_a_wrong_shape() -> None:
    with pytest.raises(Invalid) as caught:
        decode_body(b'{"firstLine": "x", "lines": ["a", " "]}', _Note)
    assert [violation.pointer for violation in caught.value.violations] == ["/lines/1"]


@given(st.binary(max_size=200))
def test_bytes_are_decoded_or_refused_and_nothing_else_happens(body: bytes) -> None:
    with pytest.raises((Malformed, Invalid)):
        decode_body(body, _Note)

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta

from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.validation import check, violation_of


class Colour(StrEnum):
    RED = "red"


class Part(msgspec.Struct, forbid_unknown_fields=True):
    first_name: Annotated[str, Meta(min_length=2, max_length=3)] = "abc"


class Sample(msgspec.Struct, forbid_unknown_fields=True):
    size: Annotated[int, Meta(ge=1, le=9)] = 1
    ratio: Annotated[float, Meta(ge=0.5)] = 1.0
    pair: tuple[int, int] = (1, 2)
    tags: Annotated[tuple[str, ...], Meta(min_length=1, max_length=2)] = ("a",)
    code: Annotated[str, Meta(pattern="^[a-z]+$")] = "a"
    colour: Colour = Colour.RED
    day: date = date(2026, 1, 1)
    part: Part = msgspec.field(default_factory=Part)
    parts: dict[str, Part] = {}


@pytest.mark.parametrize(
    ("given", "violation"),
    [
        ({"size": 0}, Violation("/size", "too_small", {"min": "1"})),
        ({"size": 10}, Violation("/size", "too_large", {"max": "9"})),
        ({"ratio": 0.1}, Violation("/ratio", "too_small", {"min": "0.5"})),
        ({"tags": []}, Violation("/tags", "too_short", {"min": "1"})),
        ({"tags": ["a", "b", "c"]}, Violation("/tags", "too_long", {"max": "2"})),
        ({"part": {"first_name": "a"}}, Violation("/part/first_name", "too_short", {"min": "2"})),
        ({"code": "A"}, Violation("/code", "not_allowed_text")),
    ],
)
def test_a_broken_rule_becomes_a_violation_at_its_field(given: Any, violation: Violation) -> None:
    assert _violation_in(given) == (violation, True)


@pytest.mark.parametrize(
    ("given", "violation"),
    [
        ({"colour": "blue"}, Violation("/colour", "unknown_value")),
        ({"day": "soon"}, Violation("/day", "not_a_date")),
        ({"size": "1"}, Violation("/size", "wrong_type", {"expected": "int", "got": "str"})),
        ({"tags": [1]}, Violation("/tags/0", "wrong_type", {"expected": "str", "got": "int"})),
        ({"parts": {"x": 1}}, Violation("/parts/...", "wrong_type", {"expected": "object", "got": "int"})),
        ({"pair": [1]}, Violation("/pair", "wrong_type")),
        ([], Violation("", "wrong_type", {"expected": "object", "got": "array"})),
        ({"other": 1}, Violation("/other", "unknown_field", {"field": "other"})),
        ({"part": {"a/b~": 1}}, Violation("/part/a~1b~0", "unknown_field", {"field": "a/b~"})),
    ],
)
def test_a_wrong_shape_becomes_a_violation_at_its_field(given: Any, violation: Violation) -> None:
    assert _violation_in(given) == (violation, False)


def test_a_missing_field_is_named() -> None:
    class Needs(msgspec.Struct):
        name: str

    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert({}, Needs)
    assert violation_of(refused.value) == (Violation("/name", "missing", {"field": "name"}), False)


def test_a_number_that_no_field_holds_is_out_of_range() -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(b'{"ratio": 1e999}', type=Sample)
    assert violation_of(refused.value) == (Violation("/ratio", "out_of_range"), False)


def test_a_long_unknown_name_is_cut_in_the_violation() -> None:
    violation, _ = _violation_in({"n" * 5000: 1})
    assert violation.params["field"] == "n" * 60


def test_a_struct_that_keeps_its_rules_is_returned_as_it_is() -> None:
    sample = Sample()
    assert check(sample) is sample


def test_a_struct_built_in_python_is_held_to_the_rules_of_its_fields() -> None:
    with pytest.raises(Invalid) as refused:
        check(Sample(part=Part(first_name="far too long")))
    assert refused.value.violations == (Violation("/part/firstName", "too_long", {"max": "3"}),)


def _violation_in(given: object) -> tuple[Violation, bool]:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(given, Sample)
    return violation_of(refused.value)

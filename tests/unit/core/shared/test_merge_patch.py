from typing import Any

import msgspec
import pytest

from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.merge_patch import patched
from sorbo_core.shared.money import Currency, Money
from support import build


@pytest.mark.parametrize(
    ("patch", "changes"),
    [
        ({}, {}),
        ({"location": "Lomé"}, {"location": "Lomé"}),
        ({"location": None}, {"location": None}),
        ({"levels": None}, {"levels": ()}),
        ({"price": None}, {"price": None}),
        ({"price": {"amount": 5}}, {"price": Money(5, Currency.EUR)}),
        ({"price": {"currency": None}}, {"price": Money(100, Currency.XOF)}),
        ({"price": Money(7)}, {"price": Money(7)}),
        ({"objectives": ["a", "b"]}, {"objectives": ("a", "b")}),
    ],
)
def test_a_patch_merges_objects_replaces_the_rest_and_clears_with_null(
    patch: dict[str, Any], changes: dict[str, Any]
) -> None:
    before = build.details(price=Money(100, Currency.EUR), location="Abidjan", objectives=("c",))
    assert patched(before, patch) == msgspec.structs.replace(before, **changes)


def test_an_object_is_merged_into_what_was_not_there() -> None:
    before = build.details(price=None)
    assert patched(before, {"price": {"amount": 5}}).price == Money(5)


@pytest.mark.parametrize(
    ("patch", "pointer", "code"),
    [
        ({"title": None}, "/title", "required"),
        ({"price": {"amount": None}}, "/price/amount", "required"),
        ({"title": ""}, "/title", "too_short"),
        ({"dates_text": "a\nb"}, "/datesText", "not_allowed_text"),
        ({"titel": "x"}, "/titel", "unknown_field"),
    ],
)
def test_a_patch_that_breaks_a_rule_is_refused_at_its_field(
    patch: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        patched(build.details(), patch)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [(pointer, code)]

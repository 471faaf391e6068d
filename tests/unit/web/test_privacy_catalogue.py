"""What is declared of personal data, against what is really kept."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from sorbo_adapters.mongo.indexes import INDEXES
from sorbo_core.shared.personal.holding import Holding
from sorbo_web.privacy.catalogue import HOLDINGS, IMPERSONAL
from sorbo_web.wiring.container import build_container
from support.api import memory_settings


def leaves(type_: Any, at: str = "") -> Iterator[str]:
    """Yield the path of every field, down to those that are no structs."""
    for field in msgspec.structs.fields(type_):
        path = f"{at}{field.name}"
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield from leaves(field.type, f"{path}.")
        else:
            yield path


def covers(declared: str, path: str) -> bool:
    return path == declared or path.startswith(f"{declared}.")


def of_kind(holding: Holding[Any]) -> str:
    return holding.name


@pytest.mark.parametrize("holding", HOLDINGS, ids=of_kind)
def test_every_field_is_declared_as_personal_or_as_plain(holding: Holding[Any]) -> None:
    undeclared = [
        path
        for path in leaves(holding.holds)
        if not any(covers(declared, path) for declared in holding.declared)
    ]
    assert undeclared == []


@pytest.mark.parametrize("holding", HOLDINGS, ids=of_kind)
def test_nothing_is_declared_that_is_not_there_or_twice(holding: Holding[Any]) -> None:
    paths = list(leaves(holding.holds))
    said = [*holding.personal, *holding.plain]
    assert [each for each in said if not any(covers(each, path) for path in paths)] == []
    assert len(said) == len(set(said))


def test_a_field_that_somebody_forgets_to_declare_is_found() -> None:
    class Forgetful(msgspec.Struct):
        name: str
        birthday: str

    holding = Holding(
        name="forgetful", holds=Forgetful, about="", personal={}, plain=("name",), kept=(), erasure=""
    )
    with pytest.raises(AssertionError):
        test_every_field_is_declared_as_personal_or_as_plain(holding)


def test_every_collection_is_declared_once() -> None:
    named = [each.name for each in HOLDINGS]
    assert len(named) == len(set(named))
    assert set(named).isdisjoint(IMPERSONAL)
    assert set(INDEXES) <= set(named) | set(IMPERSONAL)


def test_whatever_is_found_by_an_address_or_has_a_period_is_wired() -> None:
    wired = set(build_container(memory_settings()).privacy.holders())
    by_address = {each.name for each in HOLDINGS if each.addresses or each.refers}
    with_period = {each.name for each in HOLDINGS if any(period.days for period in each.kept)}
    assert by_address | with_period <= wired

"""What entities declare as masked, against what is declared of personal data and what is named a secret."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.personal.holding import Holding
from sorbo_web.privacy.catalogue import HOLDINGS

_SECRETS = ("hash", "secret", "token", "password", "proof")


def entities(of: type[Entity] = Entity) -> Iterator[type[Entity]]:
    """Yield every type of entity."""
    for each in of.__subclasses__():
        yield each
        yield from entities(each)


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.name)
def test_what_is_personal_is_masked(holding: Holding[Any]) -> None:
    if not issubclass(holding.holds, Entity):
        return
    personal = {path.partition(".")[0] for path in holding.personal} - {"id"}
    assert personal <= set(holding.holds.masked)


@pytest.mark.parametrize("entity", sorted(entities(), key=str), ids=lambda entity: entity.__name__)
def test_what_is_named_a_secret_is_masked_and_nothing_that_is_not_there(entity: type[Entity]) -> None:
    names = {field.name for field in msgspec.structs.fields(entity)}
    secrets = {name for name in names if any(word in name for word in _SECRETS)}
    assert secrets <= set(entity.masked) <= names

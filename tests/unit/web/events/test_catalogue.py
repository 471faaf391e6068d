"""What holds for every type of event, of whatever area."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc
from itertools import groupby
from typing import Any

import pytest

import sorbo_core
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData
from sorbo_web.events.catalogue import CATALOGUE, TYPES, entity_of, enveloped
from sorbo_web.events.schemas import definition_name, payload_schema
from support.api import Api

PLAIN = {"string", "integer", "boolean", "null"}
# Texts that visitors see anyhow; every other free text of a payload is an id.
PUBLIC_NAMES = {"slug"}


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield the classes of the core below a class; tests may have some of their own."""
    for module in pkgutil.walk_packages(sorbo_core.__path__, "sorbo_core."):
        import_module(module.name)
    for each in kind.__subclasses__():
        yield from subclasses(each)
        if each.__module__.startswith("sorbo_core."):
            yield each


# What several nouns' events have in common has no type of its own.
KINDS: list[type[EventData]] = sorted(
    {kind for kind in subclasses(EventData) if hasattr(kind, "type")}, key=lambda kind: kind.__name__
)
ENTITIES = {re.sub(r"(?<!^)(?=[A-Z])", "_", each.__name__).lower() for each in subclasses(Entity)}
# What another system tells us happened to something of its own, by which it is named.
SOURCES = {source.name for source in Api().container.integrations.sources()}
# Told of as what they are about: their own names would say nothing to whoever gets it.
ABOUT = {"file", "personal_data"}
FIELDS = [
    (f"{definition_name(data)}.{name}", field)
    for data in CATALOGUE
    for name, field in payload_schema(type(data))["properties"].items()
]


def kinds_of(field: dict[str, Any]) -> set[str]:
    """Return the JSON types that a field can have; an enumeration has those of its values."""
    if "enum" in field:
        return {"string"} if all(isinstance(value, str) for value in field["enum"]) else {"other"}
    return set().union(*map(kinds_of, field["anyOf"])) if "anyOf" in field else {field.get("type", "other")}


def is_free_text(field: dict[str, Any]) -> bool:
    return "enum" not in field and "format" not in field and "string" in kinds_of(field)


def test_every_type_and_version_is_in_the_catalogue_once() -> None:
    listed = sorted((type(data) for data in CATALOGUE), key=lambda kind: kind.__name__)
    assert listed == KINDS
    assert len({definition_name(data) for data in CATALOGUE}) == len(CATALOGUE) > 10


def test_the_types_of_an_entity_and_the_versions_of_a_type_stand_together() -> None:
    entities = [entity for entity, _ in groupby(map(entity_of, CATALOGUE))]
    types = [type_ for type_, _ in groupby(data.type for data in CATALOGUE)]
    assert len(set(entities)) == len(entities)
    assert len(set(types)) == len(types) == len(TYPES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_type_is_named_for_an_entity_and_what_happened_to_it(kind: type[EventData]) -> None:
    entity, _, happened = kind.type.partition(".")
    assert entity in ENTITIES | SOURCES | ABOUT
    assert re.fullmatch(r"([a-z]+_)*([a-z]+ed|left|[a-z]*sent|withdrawn)", happened)
    suffix = f"V{kind.schema_version}" if kind.schema_version > 1 else ""
    assert kind.__name__ == kind.type.replace(".", "_").title().replace("_", "") + suffix
    assert kind.schema_version >= 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_type_says_what_happened(kind: type[EventData]) -> None:
    own: str | None = vars(kind)["__doc__"]
    assert own is not None
    assert cleandoc(own).endswith(".")


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_field_is_described_and_holds_a_plain_value(name: str, field: dict[str, Any]) -> None:
    assert field.get("description", "").endswith("."), name
    assert kinds_of(field) <= PLAIN


@pytest.mark.parametrize(("name", "field"), [each for each in FIELDS if is_free_text(each[1])])
def test_a_free_text_is_an_id_or_a_public_name_and_nothing_of_a_person(
    name: str, field: dict[str, Any]
) -> None:
    last = name.rpartition(".")[2]
    assert last.endswith("_id") or last in PUBLIC_NAMES, field


def test_an_example_reads_back_from_its_envelope() -> None:
    assert [type(data).of(event) for data, event in enveloped()] == list(CATALOGUE)
    ids = [event.id for _, event in enveloped()]
    assert len(set(ids)) == len(ids)

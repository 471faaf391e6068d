"""JSON Schemas of events, envelope and payload."""

from inspect import getdoc
from typing import Any

import msgspec

from sorbo_core.shared.events import Event, EventData
from sorbo_web.events.catalogue import CATALOGUE

Json = dict[str, Any]

_REF = "#/$defs/{name}"


def schema_document() -> Json:
    """Return the JSON Schema that holds for an event of any type, with a definition per type and version."""
    names = [definition_name(data) for data in CATALOGUE]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Events",
        "oneOf": [{"$ref": _REF.format(name=name)} for name in names],
        "$defs": {
            "event": envelope_schema(),
            **dict(zip(names, map(_definition, CATALOGUE), strict=True)),
        },
    }


def definition_name(data: EventData) -> str:
    """Return the name of a type and version: `demande.moved.v1`."""
    return f"{data.type}.v{data.schema_version}"


def envelope_schema() -> Json:
    """Return the schema of what surrounds every payload."""
    schema = _inlined(Event)
    schema["properties"]["data"] = {
        key: value
        for key, value in schema["properties"]["data"].items()
        if key != "additionalProperties"  # each type says its own
    }
    return schema


def payload_schema(kind: type[EventData]) -> Json:
    """Return the schema of what this type of event carries."""
    return _inlined(kind)


def _definition(data: EventData) -> Json:
    return {
        "allOf": [{"$ref": _REF.format(name="event")}],
        "properties": {
            "type": {"const": data.type},
            "schema_version": {"const": data.schema_version},
            "data": payload_schema(type(data)),
        },
        "required": ["schema_version"],
    }


def _inlined(type_: type[msgspec.Struct]) -> Json:
    """Return the schema of a struct with nothing referred to, so that it can be read and compared alone."""
    _, components = msgspec.json.schema_components([type_], ref_template="{name}")
    schema: Json = _resolved(components[type_.__name__], components)
    return schema | {"description": getdoc(type_)}


def _resolved(schema: Any, components: dict[str, Json]) -> Any:  # noqa: ANN401 — any part of a schema
    if isinstance(schema, list):
        return [_resolved(each, components) for each in schema]
    if not isinstance(schema, dict):
        return schema
    target = components[schema["$ref"]] if "$ref" in schema else {}
    own = {key: _resolved(value, components) for key, value in schema.items() if key != "$ref"}
    return target | own

"""The page that explains every type of event, written from the catalogue."""

from inspect import getdoc
from itertools import groupby

import msgspec

from sorbo_core.shared.events import Event, EventData
from sorbo_web.events.catalogue import entity_of, enveloped
from sorbo_web.events.schemas import Json, definition_name, envelope_schema, payload_schema

_INTRODUCTION = """\
# Events

Every change of an entity is told by an event, written in the same write as the change. This page is for
who consumes them: handlers, webhooks, exports. [events.schema.json](events.schema.json) says the same as
JSON Schema (2020-12). Both are generated from the catalogue of events by `scripts/generate_events.py`.

## Envelope
"""

_PROMISES = """\
## Delivery

| | |
|---|---|
| at least once | whatever dies in between; what was delivered may come again, with the same `id` |
| duplicates | remember the `id` of what you have dealt with, and leave it out when it comes again |
| order | `sequence` numbers the events of one entity without gaps; order across retries is not promised |
| what comes late | has a lower `sequence` than what you know of the entity: read the entity instead |
| privacy | `data` holds ids, names and states, nothing of a person: read the rest with rights of your own |
| the unknown | leave out types, versions, fields and values that you do not know, and do not fail |

## Versions

Within a `schema_version`, `data` may get more fields, which earlier events lack, and a list of values may
get more values. Whatever else changes is a new version. For at least three months each change is then told
twice, by an event of the old version and by one of the new, each with its own `id` and `sequence`: take one
version and leave the other out. The [changelog](../CHANGELOG.md) says when the old one ends.
[This recipe](recipes/change-an-event.md) shows how it is done.
"""


def render() -> str:
    """Return the page in Markdown."""
    groups = groupby(enveloped(), lambda example: entity_of(example[0]))
    sections = (_of_entity(entity, list(examples)) for entity, examples in groups)
    return "\n".join([_INTRODUCTION, _fields(envelope_schema()), _PROMISES, *sections])


def _of_entity(entity: str, examples: list[tuple[EventData, Event]]) -> str:
    return "\n".join([f"## {entity}\n", *(_section(data, event) for data, event in examples)])


def _section(data: EventData, event: Event) -> str:
    kind, schema = type(data), payload_schema(type(data))
    example = msgspec.json.format(msgspec.json.encode(event), indent=2).decode()
    return "\n".join(
        [
            f"### {definition_name(data)}\n",
            f"{getdoc(kind)} In Python: `{kind.__module__}.{kind.__name__}`.\n",
            _fields(schema) if schema["properties"] else "Its `data` is empty.\n",
            f"```json\n{example}\n```\n",
        ]
    )


def _fields(schema: Json) -> str:
    rows = [_row(name, field) for name, field in schema["properties"].items()]
    return "\n".join(["| field | value | |", "|---|---|---|", *rows, ""])


def _row(name: str, field: Json) -> str:
    default = f" Absent reads as `{field['default']}`." if "default" in field else ""
    return f"| `{name}` | {_values(field)} | {field['description']}{default} |"


def _values(field: Json) -> str:
    if "anyOf" in field:
        return " or ".join(map(_values, field["anyOf"]))
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    return str(field.get("format") or field["type"])

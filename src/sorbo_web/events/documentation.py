"""The page that explains every type of event, written from the catalogue."""

from inspect import getdoc
from itertools import groupby

import msgspec

from sorbo_core.contact.demande import DemandeAssigned
from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.shared.events import Event, EventData
from sorbo_web.events.catalogue import entity_of, enveloped
from sorbo_web.events.schemas import Json, definition_name, envelope_schema, payload_schema

_INTRODUCTION = """\
# Events

Every change of an entity is told by an event, written in the same write as the change. This page is for
who consumes them: handlers, webhooks, exports. [events.schema.json](events.schema.json) says the same as
JSON Schema (2020-12). Both are generated from the catalogue of events by `scripts/generate_events.py`.

This is how events are stored and how handlers get them: in `snake_case`. A webhook gets another envelope,
and all names in `camelCase`: [below](#to-a-webhook).

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

_TO_A_WEBHOOK = """\
## To a webhook

A [webhook](webhooks.md) gets `type`, `timestamp` (the `occurred_at`) and `data`: the rest of the envelope
and what the type tells, side by side, every name in `camelCase`. So `id` is `data.eventId`, `schema_version`
is `data.schemaVersion`, `entity_id` is `data.entityId`, and a field `assignee_id` of a type is
`data.assigneeId`. Values are the same. The body of a `{type}`:

```json
{body}
```
"""


def render() -> str:
    """Return the page in Markdown."""
    groups = groupby(enveloped(), lambda example: entity_of(example[0]))
    sections = (_of_entity(entity, list(examples)) for entity, examples in groups)
    return "\n".join([_INTRODUCTION, _fields(envelope_schema()), _PROMISES, _to_a_webhook(), *sections])


def _to_a_webhook() -> str:
    event = next(event for _, event in enveloped() if event.type == DemandeAssigned.type)
    endpoint = Webhook.opened(
        id="webhook",
        at=event.occurred_at,
        url="https://hooks.example.com/sorbo",
        description=None,
        event_types=(event.type,),
        owner_id="",
        secret="",
    )
    sent = Delivery.of(event, endpoint, at=event.occurred_at)
    body = msgspec.json.format(sent.body, indent=2)
    return _TO_A_WEBHOOK.format(type=sent.event_type, body=body)


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

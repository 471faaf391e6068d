from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from sorbo_web.events.catalogue import enveloped
from sorbo_web.events.schemas import definition_name, schema_document

DOCUMENT = schema_document()
EXAMPLES: dict[str, Any] = {
    definition_name(data): msgspec.json.decode(msgspec.json.encode(event)) for data, event in enveloped()
}


def accepted(event: Any) -> bool:
    return bool(Draft202012Validator(DOCUMENT).is_valid(event))


def test_the_document_is_json_schema_and_defines_every_type_and_the_envelope() -> None:
    Draft202012Validator.check_schema(DOCUMENT)
    assert set(DOCUMENT["$defs"]) == {"event", *EXAMPLES}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_fits_the_definition_of_its_type_and_no_other(name: str) -> None:
    fitting = [
        each
        for each in EXAMPLES
        if Draft202012Validator({**DOCUMENT, "oneOf": [{"$ref": f"#/$defs/{each}"}]}).is_valid(EXAMPLES[name])
    ]
    assert fitting == [name]


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("envelope", {"type": "demande.vanished"}),
        ("envelope", {"schema_version": 2}),
        ("envelope", {"sequence": "3"}),
        ("envelope", {"data": {}}),
        ("data", {"state": "perdu"}),
        ("data", {"state": None}),
    ],
)
def test_an_event_of_another_shape_does_not_fit(where: str, change: dict[str, Any]) -> None:
    event = EXAMPLES["demande.moved.v1"]
    changed = event | (change if where == "envelope" else {"data": event["data"] | change})
    assert accepted(event)
    assert not accepted(changed)


def test_fields_that_are_not_known_yet_do_not_disturb() -> None:
    event = EXAMPLES["demande.moved.v1"]
    assert accepted({**event, "data": {**event["data"], "before": "nouveau"}, "trace": "a1"})

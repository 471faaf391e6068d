"""What of a published schema can change within a version, and what cannot."""

from enum import StrEnum
from typing import Any

import msgspec
import pytest

from sorbo_core.shared.events import EventData
from sorbo_web.events.compatibility import breaks
from sorbo_web.events.schemas import payload_schema, schema_document


class Colour(StrEnum):
    ROUGE = "rouge"
    VERT = "vert"


class MoreColours(StrEnum):
    BLEU = "bleu"
    ROUGE = "rouge"
    VERT = "vert"


class OneColour(StrEnum):
    ROUGE = "rouge"


BASE: dict[str, Any] = {"colour": Colour, "best": Colour | None, "size": int, "note": (str | None, None)}
SAME: list[dict[str, Any]] = [
    BASE | {"shade": (str, "")},
    BASE | {"colour": MoreColours},
    BASE | {"best": MoreColours | None},
    BASE | {"note": (str | None, "none")},
]
BROKEN: list[tuple[dict[str, Any], str]] = [
    ({name: field for name, field in BASE.items() if name != "size"}, "paint.mixed.v1.data.size is gone"),
    (
        BASE | {"shade": str},
        "paint.mixed.v1.data.shade is new and has no default: events that wait do not have it",
    ),
    (BASE | {"size": str}, "paint.mixed.v1.data.size has other values"),
    (BASE | {"size": int | None}, "paint.mixed.v1.data.size has other values"),
    (BASE | {"size": (int, 0)}, "paint.mixed.v1.data.size has a default now"),
    (BASE | {"note": str | None}, "paint.mixed.v1.data.note has no default any more"),
    (BASE | {"note": (str, "")}, "paint.mixed.v1.data.note has other values"),
    (BASE | {"colour": OneColour}, "paint.mixed.v1.data.colour has other values"),
    (BASE | {"best": OneColour | None}, "paint.mixed.v1.data.best has other values"),
    (BASE | {"colour": str}, "paint.mixed.v1.data.colour has other values"),
]


def document(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a schema document of one type of event; a field is its type, or type and default."""
    rows = [(name, *(field if isinstance(field, tuple) else (field,))) for name, field in fields.items()]
    kind = msgspec.defstruct("PaintMixed", rows, bases=(EventData,), frozen=True, kw_only=True)
    assert issubclass(kind, EventData)
    return {"$defs": {"paint.mixed.v1": {"properties": {"data": payload_schema(kind)}}}}


@pytest.mark.parametrize("fields", SAME)
def test_a_field_with_a_default_and_a_further_value_are_no_new_version(fields: dict[str, Any]) -> None:
    assert list(breaks(document(BASE), document(fields))) == []


@pytest.mark.parametrize(("fields", "sentence"), BROKEN)
def test_everything_else_breaks_the_version_and_is_named(fields: dict[str, Any], sentence: str) -> None:
    assert list(breaks(document(BASE), document(fields))) == [sentence]


def test_a_further_type_breaks_nothing_and_one_that_goes_does() -> None:
    one = document(BASE)
    two = {"$defs": one["$defs"] | {"paint.sold.v1": one["$defs"]["paint.mixed.v1"]}}
    assert list(breaks(one, two)) == []
    assert list(breaks(two, one)) == ["paint.sold.v1 is gone"]


def test_words_may_change() -> None:
    present = schema_document()
    present["$defs"]["demande.moved.v1"]["properties"]["data"]["description"] = "Said better."
    assert list(breaks(schema_document(), present)) == []


def test_the_envelope_is_held_to_the_same() -> None:
    present = schema_document()
    del present["$defs"]["event"]["properties"]["sequence"]
    assert list(breaks(schema_document(), present)) == ["event.sequence is gone"]

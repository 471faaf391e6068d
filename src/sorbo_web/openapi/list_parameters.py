"""The query parameters of reads and lists, from what they declare."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import EnumMeta
from typing import Any

from sorbo_core.shared.query import MAX_LIMIT, SEVERAL, Field, Listing, ListQuery, Op
from sorbo_web.api.query.filters import MAX_ALTERNATIVES
from sorbo_web.api.query.text import MAX_VALUE

Json = dict[str, Any]

_SCHEMAS: Mapping[type, Json] = {
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_TEXT: Json = {"type": "string", "maxLength": MAX_VALUE, "pattern": r"^[^\x00]*$"}
_CURSOR: Json = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
_ONE_OF_SEVERAL: Json = {"type": "string", "maxLength": MAX_VALUE, "pattern": r"^[^\x00,]*$"}
_EXAMPLES: Mapping[type, Any] = {
    int: 100_000,
    bool: True,
    date: "2027-03-01",
    datetime: "2027-03-01T00:00:00Z",
}
_MEANS: Mapping[Op, str] = {
    Op.EQ: "Is this.",
    Op.NE: "Is not this, or has no value.",
    Op.GT: "Is more, or later, than this.",
    Op.GTE: "Is this, or more, or later.",
    Op.LT: "Is less, or earlier, than this.",
    Op.LTE: "Is this, or less, or earlier.",
    Op.IN: "Is one of these.",
    Op.NIN: "Is none of these, or has no value.",
    Op.EXISTS: "Whether it has a value.",
    Op.CONTAINS: "Has this among its values.",
    Op.ALL: "Has all of these words; case, accents and simple plurals do not matter.",
}


def list_parameters(listing: Listing, *, paged: bool = True) -> list[Json]:
    """Return the parameters of a list: the page (unless all of it is asked), the order and the filters."""
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": ListQuery().limit}
    sort = {"type": "string", "enum": list(listing.sorts), "default": listing.default_sort}
    fields = listing.fields
    page = [
        query_parameter("limit", limit, "How many entities a page has at most.", 20),
        query_parameter("after", _CURSOR, "The `next` of the page before."),
    ]
    return [
        *(page if paged else ()),
        query_parameter("sort", sort, "The order; `-` sorts downwards.", listing.default_sort),
        *(_filter(field, op, _beside(listing, field)) for field in fields for op in field.ops),
    ]


def selection_parameters(selectable: tuple[str, ...], listing: Listing | None) -> list[Json]:
    """Return the parameters that say how much is shown."""
    parameters = []
    if selectable:
        about = "The fields to show, `id` beside them; all of them if left out."
        parameters.append(_several("fields", {"type": "string", "enum": list(selectable)}, about))
    if listing and listing.relations:
        relations = listing.relations
        told = "; ".join(f"`{name}`: {about}" for name, about in relations.items())
        schema = {"type": "string", "enum": list(relations)}
        parameters.append(_several("include", schema, f"What to embed. {told}."))
    return parameters


def _beside(listing: Listing, field: Field) -> str:
    """Return what else may be asked together with a field, where that is not everything."""
    if not listing.together:
        return ""
    sets = [[name for name in each if name != field.name] for each in listing.together if field.name in each]
    return f" Goes with: {' or with '.join(', '.join(each) for each in sets)}."


def _filter(field: Field, op: Op, beside: str) -> Json:
    name = field.name if op is field.ops[0] else f"{field.name}[{op}]"
    about = _MEANS[op] + (" For staff only." if field.staff_only else "") + beside
    if op is Op.EXISTS:
        return query_parameter(name, _SCHEMAS[bool], about, example=True)
    schema, example = _schema_of(field)
    if op in SEVERAL:
        several = _ONE_OF_SEVERAL if schema is _TEXT else schema
        return _several(name, several, about, example, most=MAX_ALTERNATIVES)
    return query_parameter(name, schema, about, example)


def _schema_of(field: Field) -> tuple[Json, Any]:
    if isinstance(field.type, EnumMeta):
        values: list[str] = list(field.type.__members__.values())
        return {"type": "string", "enum": values}, values[0]
    return _SCHEMAS.get(field.type, _TEXT), _EXAMPLES.get(field.type, field.example)


def _several(name: str, items: Json, about: str, example: object = "", *, most: int = 0) -> Json:
    schema = {"type": "array", "items": items, "minItems": 1} | ({"maxItems": most} if most else {})
    shown = example or items.get("enum", [""])[0]
    return {
        **query_parameter(name, schema, about, [shown] if shown else ""),
        "style": "form",
        "explode": False,
    }


def query_parameter(name: str, schema: Json, about: str, example: object = "") -> Json:
    """Return one query parameter; an example is shown where it is given."""
    shown = {} if example == "" else {"example": example}
    said = {"name": name, "in": "query", "required": False, "schema": schema, "description": about}
    return said | shown

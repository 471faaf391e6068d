"""From list queries to MongoDB's own, every value behind an operator so that none can act as one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from bson import MinKey
from pymongo import ASCENDING, DESCENDING

from sorbo_adapters.mongo.store.client import Document
from sorbo_core.shared.query import Filter, ListQuery, Op, Page, Position, Scalar, Sort

T = TypeVar("T")

_OPERATORS: Mapping[Op, str] = {
    Op.EQ: "$eq",
    Op.NE: "$ne",
    Op.GT: "$gt",
    Op.GTE: "$gte",
    Op.LT: "$lt",
    Op.LTE: "$lte",
    Op.IN: "$in",
    Op.NIN: "$nin",
    Op.ALL: "$all",
    Op.CONTAINS: "$eq",  # on an array, MongoDB compares with each of its elements
}


def encoded(value: object) -> Any:  # noqa: ANN401 — whatever the value becomes
    """Return a value as documents hold it: plain values, instants as they are, days as ISO texts."""
    return msgspec.to_builtins(value, builtin_types=(datetime, bytes))


def stored(path: str) -> str:
    """Return the name under which documents store a field."""
    return "_id" if path == "id" else path


def condition_of(query: ListQuery) -> Document:
    """Return the filter that the documents of a page and of those after it meet."""
    clauses = [_clause(condition) for condition in query.filters]
    if query.after is not None:
        clauses.append(_after(query.order, query.after))
    return {"$and": clauses} if clauses else {}


def order_of(query: ListQuery) -> list[tuple[str, int]]:
    """Return the sort, down to the id."""
    return [(stored(key.path), DESCENDING if key.descending else ASCENDING) for key in query.order]


def position_of(document: Document, query: ListQuery) -> Position:
    """Return where a document stands in the order of a query."""
    return tuple(value_at(document, stored(key.path)) for key in query.order)


def page_of(found: list[Document], query: ListQuery, decode: Callable[[Document], T]) -> Page[T]:
    """Return the page that `query.limit + 1` documents, where there are so many, show the end of."""
    shown = found[: query.limit]
    # Before they are decoded, which may take documents apart.
    position = position_of(shown[-1], query) if len(found) > len(shown) else None
    return Page(tuple(map(decode, shown)), position)


def _clause(condition: Filter) -> Document:
    if condition.op is Op.EXISTS:
        # MongoDB's own $exists takes a null for a value.
        return {stored(condition.path): {"$ne" if condition.value else "$eq": None}}
    return {stored(condition.path): {_OPERATORS[condition.op]: encoded(condition.value)}}


def _after(order: tuple[Sort, ...], position: Position) -> Document:
    # The first key is bounded by itself before ties are told apart: the scan of the index then
    # starts at the position instead of at the first entity.
    (key, *keys), (value, *values) = order, position
    field = stored(key.path)
    if not keys:
        return {field: {"$lt" if key.descending else "$gt": value}}
    tie = _after(tuple(keys), tuple(values))
    return {"$and": [_not_before(field, key, value), {"$or": [{field: {"$ne": value}}, tie]}]}


def _not_before(field: str, key: Sort, value: Scalar | None) -> Document:
    if value is None:
        # Ascending, everything is; said all the same, because MongoDB sorts what a bare $or finds.
        return {field: {"$eq": None} if key.descending else {"$gte": MinKey()}}
    # Unlike $lte, this keeps None, which comes last.
    return {field: {"$not": {"$gt": value}}} if key.descending else {field: {"$gte": value}}


def value_at(document: Document, path: str) -> Any:  # noqa: ANN401 — any value of a document
    """Return what a document holds at a dotted path, None where it holds nothing."""
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value

"""Answer list queries over documents in memory."""

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from sorbo_core.shared.query import Filter, ListQuery, Op, Page, Position

T = TypeVar("T")

Document = dict[str, Any]

_MEETS: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.GT: operator.gt,
    Op.GTE: operator.ge,
    Op.LT: operator.lt,
    Op.LTE: operator.le,
    Op.IN: lambda stored, wanted: stored in wanted,
    Op.NIN: lambda stored, wanted: stored not in wanted,
    Op.EXISTS: lambda _, wanted: bool(wanted),
    Op.CONTAINS: operator.contains,
    Op.ALL: lambda stored, wanted: bool(wanted) and set(wanted) <= set(stored),
}


def encoded(value: object) -> Any:  # noqa: ANN401 — whatever the value becomes
    """Return a value as documents hold it: plain values, instants as they are, days as ISO texts."""
    return msgspec.to_builtins(value, builtin_types=(datetime,))


def value_at(document: Document, path: str) -> Any:  # noqa: ANN401 — any value of a document
    """Return what a document holds at a dotted path, None where it holds nothing.

    Of an array on the way, it is what each of its elements holds.
    """
    value: Any = document
    for name in path.split("."):
        several = isinstance(value, list | tuple)
        value = [_member(each, name) for each in value] if several else _member(value, name)
    return value


def _member(value: object, name: str) -> Any:  # noqa: ANN401 — any value of a document
    return value.get(name) if isinstance(value, dict) else None


def position_of(document: Document, query: ListQuery) -> Position:
    """Return where a document stands in the order of a query."""
    return tuple(value_at(document, key.path) for key in query.order)


def select(documents: Iterable[Document], query: ListQuery) -> list[Document]:
    """Return every document that meets the query and comes after its position, in order."""
    selected = [each for each in documents if all(_meets(each, condition) for condition in query.filters)]
    for key in reversed(query.order):
        selected.sort(key=lambda each: _rank(value_at(each, key.path)), reverse=key.descending)
    return [each for each in selected if _is_after(each, query)]


def page_of(documents: Iterable[Document], query: ListQuery, decode: Callable[[Document], T]) -> Page[T]:
    """Return the page of the documents that a query asks for."""
    found = select(documents, query)
    shown = found[: query.limit]
    position = position_of(shown[-1], query) if len(found) > len(shown) else None
    return Page(tuple(map(decode, shown)), position)


def _meets(document: Document, condition: Filter) -> bool:
    stored, wanted = value_at(document, condition.path), encoded(condition.value)
    if stored is None:
        return condition.op in {Op.NE, Op.NIN} or (condition.op is Op.EXISTS and not wanted)
    return _MEETS[condition.op](stored, wanted)


def _is_after(document: Document, query: ListQuery) -> bool:
    if query.after is None:
        return True
    here = position_of(document, query)
    for key, mine, theirs in zip(query.order, here, query.after, strict=True):
        if mine != theirs:
            return (_rank(mine) < _rank(theirs)) is key.descending
    return False


def _rank(value: Any) -> tuple[bool, Any]:  # noqa: ANN401 — any value of a document
    return (value is not None, value)

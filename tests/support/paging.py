"""Read lists page by page, and the order they should have by the plainest reading of the rules."""

from collections.abc import Awaitable, Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.query import ListQuery, Page

E = TypeVar("E", bound=Entity)
Lister = Callable[[ListQuery], Awaitable[Page[E]]]


async def walk(lister: Lister[E], query: ListQuery) -> list[str]:
    """Return the ids of a whole list, read in pages."""
    found: list[str] = []
    while True:
        page = await lister(query)
        assert len(page.items) <= query.limit
        found += [each.id for each in page.items]
        if page.next is None:
            return found
        assert len(page.items) == query.limit
        query = msgspec.structs.replace(query, after=page.next)


def ids_in_order(entities: Iterable[E], query: ListQuery) -> list[str]:
    """Return the ids of the entities in the order of the query."""
    ordered = list(entities)
    for key in reversed(query.order):
        ordered.sort(key=lambda each: _rank(each, key.path), reverse=key.descending)
    return [each.id for each in ordered]


def _rank(entity: Entity, path: str) -> tuple[bool, Any]:
    try:
        value = attrgetter(path)(entity)
    except AttributeError:
        value = None
    return (value is not None, value)

"""Lists: what may be asked, and pages that neither repeat nor drop.

A resource declares the `Listing` that its indexes serve; a `ListQuery` is one question within it.
Pages are keyset pages: the next one starts after the position of the last entity of this one, so
that inserts and deletes elsewhere do not move it.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

Scalar = str | int | bool | datetime
ScalarType = type[Scalar]
T = TypeVar("T")
U = TypeVar("U")

MAX_LIMIT = 100


class Op(StrEnum):
    """How a filter compares. `CONTAINS` is membership of an array, never a substring."""

    EQ = "eq"
    IN = "in"
    GTE = "gte"
    LTE = "lte"
    CONTAINS = "contains"


class Filter(msgspec.Struct, frozen=True):
    """One condition on an entity: its stored field (`price.amount`), a comparison and a value.

    `IN` takes a tuple of values. A field that is absent or None meets no condition.
    """

    path: str
    op: Op
    value: Scalar | tuple[Scalar, ...]


class Sort(msgspec.Struct, frozen=True):
    """One sort key. None sorts before every value; texts sort by code point.

    Attributes:
        type: what its values are, when they are not None.
    """

    path: str
    descending: bool = False
    type: ScalarType = str


Position = tuple[Scalar | None, ...]
"""Where a page ends: the values of the sort keys, then the id."""


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a list. Equal sort keys are ordered by id, in the direction of the last key."""

    filters: tuple[Filter, ...] = ()
    sort: tuple[Sort, ...] = ()
    limit: int = 20
    after: Position | None = None

    def where(self, *filters: Filter) -> "ListQuery":
        """Return the same question with further conditions."""
        return msgspec.structs.replace(self, filters=(*self.filters, *filters))

    @property
    def order(self) -> tuple[Sort, ...]:
        """The sort keys with the id that makes the order total."""
        last = self.sort[-1].descending if self.sort else False
        return (*self.sort, Sort("id", descending=last))


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Entities in order, and where the next page starts (None after the last page)."""

    items: tuple[T, ...]
    next: Position | None = None

    def map(self, of: Callable[[T], U]) -> "Page[U]":
        """Return the page with each entity seen through a function."""
        return Page(tuple(of(item) for item in self.items), self.next)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One name that a list may be filtered by.

    Attributes:
        name: as callers write it.
        path: as entities store it.
        type: what its values are (a class that msgspec converts texts to).
        ops: the comparisons that the indexes serve, the default first.
        normalise: applied to a text before it is compared (a category to its key).
    """

    name: str
    path: str
    type: type
    ops: tuple[Op, ...]
    normalise: Callable[[str], str] | None = None
    staff_only: bool = False


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The filters and sorts that a resource offers: the shapes that its indexes serve.

    Attributes:
        sorts: by the text that callers write (`-publishedAt`), the default first.
    """

    fields: tuple[Field, ...]
    sorts: dict[str, tuple[Sort, ...]]

    def field(self, name: str) -> Field | None:
        """Return the filter of this name, if there is one."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def default_sort(self) -> str:
        """The order of a list when none is asked for."""
        return next(iter(self.sorts))

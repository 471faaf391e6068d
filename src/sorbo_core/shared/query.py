"""Questions that lists are asked, and pages that neither repeat nor drop.

Pages are keyset pages: the next one starts after the position of the last entity of this one, so
that inserts and deletes elsewhere do not move it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from enum import EnumMeta, StrEnum
from typing import Generic, TypeVar

import msgspec

Scalar = str | int | bool | datetime
ScalarType = type[Scalar]
T = TypeVar("T")
U = TypeVar("U")

MAX_LIMIT = 100


class Op(StrEnum):
    """How a filter compares.

    `NE` and `NIN` find exactly what `EQ` and `IN` do not, whatever has no value included.
    `CONTAINS` is membership of an array, never a substring; `ALL` is that of each of several values, and
    finds nothing where there are none. `EXISTS` asks whether there is a value.
    """

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    IN = "in"
    NIN = "nin"
    EXISTS = "exists"
    CONTAINS = "contains"
    ALL = "all"


SEVERAL = (Op.IN, Op.NIN)
"""The comparisons with several values."""
CHOICE = (Op.EQ, Op.NE, Op.IN, Op.NIN)
"""What is usually asked of keys, ids and closed sets of values."""
RANGE = (Op.EQ, Op.GT, Op.GTE, Op.LT, Op.LTE)
"""What is usually asked of numbers, days and instants."""


class Filter(msgspec.Struct, frozen=True):
    """One condition on an entity: its stored field (`price.amount`), a comparison and a value.

    `IN`, `NIN` and `ALL` take a tuple of values, `EXISTS` a truth. A field that is absent or None meets
    `NE`, `NIN` and `EXISTS` of false, and nothing else.
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
        ops: the comparisons that the indexes serve, the one of the bare name first.
        normalise: applied to a text before it is compared (a category to its key).
        words: takes a text apart into the values of `ALL` (what somebody looks for, to its terms).
        staff_only: whether it is for those who may read drafts.
        example: a value, where its type does not show one, for the documentation.
    """

    name: str
    path: str
    type: type
    ops: tuple[Op, ...]
    normalise: Callable[[str], str] | None = None
    words: Callable[[str], tuple[str, ...]] | None = None
    staff_only: bool = False
    example: str = ""

    def condition(self, op: Op, value: Scalar | tuple[Scalar, ...]) -> Filter:
        """Return the condition that a comparison with this field is.

        Of a closed set, all but some values are the other ones: an index finds these at once.
        """
        if isinstance(self.type, EnumMeta) and op in {Op.NE, Op.NIN}:
            excluded = value if isinstance(value, tuple) else (value,)
            members: Iterable[Scalar] = self.type
            return Filter(self.path, Op.IN, tuple(each for each in members if each not in excluded))
        return Filter(self.path, op, value)


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be asked: the shapes that its indexes serve.

    Attributes:
        fields: the filters.
        sorts: the orders by the text that callers write (`-publishedAt`), the default first;
            `orders` makes them.
        together: sets of filters, by name, that one question may have; each with some of them left
            out as well. None given: every filter goes with every other.
        relations: what each entity can be shown with, by name (`sessions`), and what each is.
    """

    fields: tuple[Field, ...]
    sorts: dict[str, tuple[Sort, ...]]
    together: tuple[tuple[str, ...], ...] = ()
    relations: Mapping[str, str] = {}

    def field(self, name: str) -> Field | None:
        """Return the filter of this name, if there is one."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def combinations(self) -> tuple[tuple[str, ...], ...]:
        """The largest sets of filters that one question may have."""
        return self.together or (tuple(field.name for field in self.fields),)

    def allows(self, names: Collection[str]) -> bool:
        """Tell whether one question may have these filters."""
        return any(set(names) <= set(each) for each in self.combinations)

    @property
    def default_sort(self) -> str:
        """The order of a list when none is asked for."""
        return next(iter(self.sorts))


def orders(keys: Mapping[str, Sort], *offered: str) -> dict[str, tuple[Sort, ...]]:
    """Return the orders that a list offers, by the text that callers write.

    Each comes with its opposite, which costs nothing: the same index is read backwards.

    Args:
        keys: what can be sorted by, ascending, under the names that callers write.
        offered: `title`, `-publishedAt,title`; `-` sorts downwards. The first is the default.
    """
    texts = [text for each in offered for text in (each, _opposite(each))]
    return {text: tuple(_key(keys, word) for word in text.split(",")) for text in texts}


def _opposite(text: str) -> str:
    words = text.split(",")
    return ",".join(word[1:] if word.startswith("-") else f"-{word}" for word in words)


def _key(keys: Mapping[str, Sort], word: str) -> Sort:
    return msgspec.structs.replace(keys[word.removeprefix("-")], descending=word.startswith("-"))

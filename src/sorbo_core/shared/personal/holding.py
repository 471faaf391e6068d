"""Holding: which personal data the entities of one kind hold, as their area declares it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from sorbo_core.shared.query import Filter, ListQuery, Op, Sort

E = TypeVar("E", bound=msgspec.Struct)

BATCH = 100
_ENTITY = ("id", "version", "created_at", "updated_at", "last_event", "events")


class Category(StrEnum):
    """What a personal field tells of somebody.

    Attributes:
        TRACE: nothing by itself, but who knows the person, or the account, can link it to them.
    """

    IDENTITY = "identity"
    CONTACT = "contact"
    WORDS = "what they wrote"
    CAREER = "career"
    STAFF_NOTES = "what staff wrote"
    PREFERENCE = "preference"
    SECRET = "secret"  # noqa: S105 — the name of a category
    TRACE = "trace"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """How long something is kept.

    Attributes:
        days: after the instant at the path `since`; None as long as `text` says.
        only: the conditions that the entities of this period meet.
        text: from when it counts, for people.
        source: why this long.
    """

    days: int | None
    since: str = "updated_at"
    only: tuple[Filter, ...] = ()
    text: str
    source: str

    def over(self, at: datetime) -> ListQuery | None:
        """Return the question for the first entities whose period is over; None if it never is."""
        if self.days is None:
            return None
        ended = Filter(self.since, Op.LT, at - timedelta(days=self.days))
        return ListQuery(filters=(*self.only, ended), sort=(Sort(self.since, type=datetime),), limit=BATCH)


class Sought(msgspec.Struct, frozen=True):
    """A field by which somebody is found: `EQ`, or `CONTAINS` where there are several values."""

    path: str
    op: Op = Op.EQ


class Holding(msgspec.Struct, Generic[E], frozen=True, kw_only=True):
    """What entities of one kind hold of people. A field that is declared stands for all that is in it.

    Attributes:
        name: of the collection.
        holds: the type of what is kept.
        about: what it is for.
        personal: path of each personal field → what it tells.
        plain: paths of the fields that tell nothing of a person, those of every entity left out.
        addresses: where an address may be.
        refers: path of the id of another entity that is somebody's.
        kept: each period; the first that is over ends it.
        erasure: what erasing does, for people.
        shown: returns an entity as the holder of an address may see it.
        forget: returns the entity without what it holds of an address, or of anybody (None); where
            there is no such function the entity is deleted.
        needed: returns why an entity must stay as it is for now, or None.
    """

    name: str
    holds: type[E]
    about: str
    personal: Mapping[str, Category]
    plain: tuple[str, ...] = ()
    addresses: tuple[Sought, ...] = ()
    refers: str | None = None
    kept: tuple[Kept, ...]
    erasure: str
    shown: Callable[[E, str], E] | None = None
    forget: Callable[[E, str | None, datetime], E] | None = None
    needed: Callable[[E], str | None] | None = None

    @property
    def declared(self) -> tuple[str, ...]:
        """Every field of which it is said whether it is personal."""
        return (*self.personal, *self.plain, *(name for name in _ENTITY if name not in self.personal))

    @property
    def secrets(self) -> tuple[str, ...]:
        """The fields that are shown to nobody."""
        return tuple(path for path, category in self.personal.items() if category is Category.SECRET)


NOT_ERASED = Filter("erased_at", Op.EXISTS, value=False)
"""The condition that entities meet of which nothing was blanked."""

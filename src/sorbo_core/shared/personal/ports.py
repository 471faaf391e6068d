"""What is asked of every area about a person."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

import msgspec

from sorbo_core.shared.query import ListQuery, Page

T = TypeVar("T")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who is meant: an address as `parse_email` returns it, and the ids of what is known to be theirs."""

    address: str
    ids: frozenset[str] = frozenset()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is kept of a person: its id, and all that may be shown of it, as plain values."""

    id: str
    data: Mapping[str, Any]


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What became of what was kept: how many were deleted or blanked, and why others had to stay."""

    deleted: int = 0
    blanked: int = 0
    kept: tuple[str, ...] = ()


class PersonalData(Protocol):
    """What one area keeps of people, of one kind."""

    @abstractmethod
    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return everything that is kept of the person, others' data and secrets left out."""

    @abstractmethod
    async def erase(self, person: Person, *, at: datetime) -> Erased:
        """Delete or blank what is kept of the person.

        What was done stays done when it is cut off; the same again does the rest. Mails and work that
        wait for what is erased come to nothing, without a failure.
        """

    @abstractmethod
    async def expire(self, *, at: datetime) -> int:
        """Delete or blank what has been kept for its whole period; return how many. May be repeated."""


class Forgettable(Protocol[T]):
    """Entities that can be found, changed and deleted; every repository of entities is one."""

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[T]:
        """Return one page of the entities that meet the query."""

    @abstractmethod
    async def update(self, id: str, change: Callable[[T], T]) -> T:
        """Replace the entity by what `change` makes of it, or keep it as it was.

        Raises:
            NotFound: there is none with this id.
        """

    @abstractmethod
    async def discard(self, id: str, *, version: int | None = None) -> None:
        """Delete the entity, and with it its events that wait, if it is at this version, or if any will do.

        One that is gone, or at another version, changes nothing.
        """

"""What every area needs from outside: repositories, the time, new ids, creations that happen once, limits."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import msgspec

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.query import ListQuery, Page

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


class Repository(Protocol[E]):
    """All entities of one kind, with their events.

    NotFound stands for the kind's own error. A port that extends this names what else has to be
    unique among its entities, and the error that `add` and `update` raise over it.
    """

    @abstractmethod
    async def add(self, entity: E, /) -> E:
        """Store a new entity with its events and return it at version 1.

        Any number may be added at the same moment: of those that cannot be there together, one is
        stored.

        Raises:
            AlreadyExists: one has this id.
        """

    @abstractmethod
    async def get(self, id: str) -> E:
        """Return the entity with this id.

        Raises:
            NotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[E], E]) -> E:
        """Replace the entity by what `change` makes of it, with the events, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another. What it
        raises is passed on and nothing is stored. When it returns the entity unchanged, nothing is
        written and the version stays.

        Raises:
            NotFound: there is none with this id.
        """


class Listed(Repository[E], Protocol[E]):
    """A repository whose entities are listed, page by page."""

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[E]:
        """Return one page of the entities that meet the query."""


class Clock(Protocol):
    """Tells the time."""

    @abstractmethod
    def now(self) -> datetime:
        """Return the present instant in UTC, to the millisecond, which is what databases keep."""


class Ids(Protocol):
    """Makes ids of new entities: `[A-Za-z0-9_-]+`, unique."""

    @abstractmethod
    def new(self) -> str:
        """Return a new id; later ones sort after earlier ones (UUID version 7)."""


class SavedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a creation that was asked with a key."""

    status: int
    headers: dict[str, str]
    body: bytes


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a creation that is asked with a key.

    Attributes:
        entity_id: the id that the creation gives its entity, the same at every attempt, so that
            an attempt that died between its write and its answer is not written twice.
        answer: the answer of the attempt that succeeded, if one did.
    """

    entity_id: str
    answer: SavedAnswer | None = None


class Creations(Protocol):
    """Remembers creations by a key, for 24 hours at most."""

    @abstractmethod
    async def begin(
        self,
        key: str,
        *,
        fingerprint: str,
        entity_id: str,
        now: datetime,
        lease: timedelta,
    ) -> Attempt:
        """Start an attempt, or return the answer of the one that succeeded.

        Args:
            key: who asks, for which route, with which idempotency key.
            fingerprint: of the request; it tells whether the same thing is asked again.
            entity_id: the id to use if this is the first attempt.
            now: the present instant.
            lease: how long the attempt counts as running when nothing more is heard of it.

        Raises:
            KeyReused: the key was used for another request.
            InFlight: an attempt with this key is running.
        """

    @abstractmethod
    async def finish(self, key: str, answer: SavedAnswer) -> None:
        """Keep the answer for the attempts to come."""

    @abstractmethod
    async def abandon(self, key: str) -> None:
        """Forget the attempt: it failed before it wrote anything."""


class UnitOfWork(Protocol):
    """Changes of several entities that are kept together, or not at all."""

    @abstractmethod
    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` returns, once all that it wrote is kept.

        What `work` raises is passed on, and nothing is kept: no entity, no version, no event. It sees
        what it wrote itself; nobody else does before all of it is kept. It may run more than once,
        each time on what is there then: concurrent writers never overwrite one another.

        The verbs that all repositories of entities share take part (add, get, find, update, remove,
        list, versions), one after the other; tasks that `work` starts must not use them.

        Raises:
            AtomicUnsupported: the database cannot do that.
            Unavailable: it does not answer, or others got in between again and again.
        """


class Limit(msgspec.Struct, frozen=True):
    """At most `amount` hits in any window of `seconds`."""

    amount: int
    seconds: int


class Quota(msgspec.Struct, frozen=True):
    """What a limit says after a hit: whether it passes, what is left, seconds until there is more."""

    allowed: bool
    remaining: int
    reset_after: int


class RateLimiter(Protocol):
    """Counts hits."""

    @abstractmethod
    async def hit(self, key: str, limit: Limit) -> Quota:
        """Count one hit for the key. Exact under concurrent hits, over every process that shares it.

        Raises:
            Unavailable: the counters cannot be reached.
        """


class LocalRateLimiter(RateLimiter, Protocol):
    """Counts the hits of this process, which nobody has to wait for."""

    @abstractmethod
    def count(self, key: str, limit: Limit) -> Quota:
        """Count one hit for the key, as `hit` does."""

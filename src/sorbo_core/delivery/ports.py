"""What delivery needs from outside."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

import msgspec

from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.shared.events import Event
from sorbo_core.shared.query import ListQuery, Page


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """An event that waits in the outbox of its entity.

    Attributes:
        done: names of the handlers that have had it.
        failures: how often its delivery failed.
        only: when not empty, the handlers that get it; it was requeued for them.
        last: whether its entity is no more, and what is left of it goes with this event.
    """

    event: Event
    done: tuple[str, ...] = ()
    failures: int = 0
    only: tuple[str, ...] = ()
    last: bool = False

    def awaits(self, handler: str) -> bool:
        """Tell whether the event is still to be delivered to this handler."""
        return handler not in self.done and (not self.only or handler in self.only)


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """Entities of one collection whose events were leased together, for somebody to deliver.

    Attributes:
        collection: where the entities are kept.
        token: proves the lease. It is good once: who resumes the lease gets another one.
        entity_ids: the longest due first. Some of them may have become somebody else's meanwhile.
    """

    collection: str
    token: str
    entity_ids: tuple[str, ...]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The events of one entity, in order, leased to whoever delivers them.

    Attributes:
        collection: where the entity is kept.
        token: proves the lease; once it has expired and somebody else has leased the entity, what
            is said under it has no effect.
    """

    collection: str
    entity_id: str
    token: str
    pending: tuple[Pending, ...]


class Backlog(msgspec.Struct, frozen=True):
    """How many entities have events that wait, since when the oldest one is due, and the dead letters."""

    entities: int
    oldest_due: datetime | None
    dead_letters: int = 0


class Outbox(Protocol):
    """The events that wait inside their entities' own documents.

    They were written with the change that they tell of, so none is lost and none is told of a
    change that did not happen.
    """

    @abstractmethod
    async def lease(self, *, now: datetime, until: datetime, token: str, most: int) -> Ticket | None:
        """Lease the events of the entities that have been due longest, or return None.

        An entity is due once it has an event, and is nobody's while its lease lasts; after that
        it is due again, whatever became of who held it.

        Args:
            now: the present instant.
            until: when the lease ends if nothing more is heard of it.
            token: proves the lease.
            most: how many entities at most, all of one collection.
        """

    @abstractmethod
    async def resume(self, ticket: Ticket, *, until: datetime, token: str) -> tuple[Claim, ...]:
        """Turn what is still leased under the ticket's token into claims under another token.

        The ticket is void then: handed out twice, it is worth nothing the second time. Whatever
        was leased elsewhere since, or settled, is left out.
        """

    @abstractmethod
    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        """Record that a handler has had the event."""

    @abstractmethod
    async def settle(
        self, claim: Claim, *, completed: Collection[str] = (), failed: str | None = None, due: datetime
    ) -> None:
        """End the lease, all in one step.

        Args:
            claim: what was leased.
            completed: ids of events that every handler has had; they are taken out.
            failed: the id of an event whose failure is counted.
            due: when the entity is due if events are left, or were added meanwhile.
        """

    @abstractmethod
    async def bury(self, claim: Claim, letter: DeadLetter) -> None:
        """Keep the dead letter and record the handler as having had the event.

        The same letter again changes nothing.
        """


class DeliveryDesk(Protocol):
    """What staff see of deliveries: how much waits, and what was given up."""

    @abstractmethod
    async def backlog(self) -> Backlog:
        """Return how much waits."""

    @abstractmethod
    async def dead_letters(self, query: ListQuery) -> Page[DeadLetter]:
        """Return one page of the dead letters that meet the query."""

    @abstractmethod
    async def requeue(self, letter_id: str, *, now: datetime) -> None:
        """Put the event back into its entity's outbox, for the letter's handler alone; the letter goes.

        Its failures are forgotten. A requeue that dies halfway leaves the letter, and may be repeated.

        Raises:
            DeadLetterNotFound: there is no such letter, or its entity has gone.
        """


class LetterStore(Protocol):
    """Dead letters, as far as people are concerned."""

    @abstractmethod
    async def about(self, entity_ids: Collection[str]) -> tuple[DeadLetter, ...]:
        """Return the letters about events of these entities."""

    @abstractmethod
    async def discard_about(self, entity_ids: Collection[str]) -> int:
        """Delete the letters about events of these entities; return how many."""

    @abstractmethod
    async def forget(self, *, before: datetime) -> int:
        """Delete the letters that were buried before an instant; return how many."""


class EventHandler(Protocol):
    """Does what follows from an event. It may be called more than once with the same event."""

    @abstractmethod
    async def __call__(self, event: Event) -> None:
        """Handle the event.

        Raises:
            Unavailable: a part is away; try again soon.
            Deferred: it does not work for now; try again later.
            DomainError: it will never work; do not try again.
        """


class Turn(StrEnum):
    """Whose the run of a job is: the caller's, somebody else's or nobody's any more."""

    TAKEN = "taken"
    BUSY = "busy"
    DONE = "done"


class Jobs(Protocol):
    """The runs of jobs on a schedule: each is one process's at a time, until one has finished it."""

    @abstractmethod
    async def take(self, job: str, *, due: datetime, now: datetime, lease: timedelta, token: str) -> Turn:
        """Lease the run of a job that was due then.

        DONE: this run or a later one was finished. BUSY: another process has a lease of the job,
        or somebody postponed it. When the lease is over the run can be taken again, whatever
        became of who held it.

        Args:
            job: its name.
            due: which of its runs.
            now: the present instant.
            lease: how long the run is the caller's when nothing more is heard of it.
            token: proves the lease.
        """

    @abstractmethod
    async def finish(self, job: str, *, due: datetime, token: str) -> None:
        """Record that the run is done. Without the lease, this has no effect."""

    @abstractmethod
    async def postpone(self, job: str, *, until: datetime, token: str) -> None:
        """End the lease at this instant: from then on, anybody can take the run. Idem without it."""

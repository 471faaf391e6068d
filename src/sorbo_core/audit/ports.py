"""What audit needs from outside."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from sorbo_core.audit.record import AuditRecord, Head
from sorbo_core.shared.query import ListQuery, Page
from sorbo_core.shared.trail.entry import TrailEntry


class Trail(msgspec.Struct, frozen=True, kw_only=True):
    """What the audit has not got yet of one entity."""

    collection: str
    entity_id: str
    entries: tuple[TrailEntry, ...]


class Unsealed(msgspec.Struct, frozen=True, kw_only=True):
    """How many entities have entries that wait to be sealed, and since when the oldest waits."""

    entities: int = 0
    oldest: datetime | None = None


class Trails(Protocol):
    """The entries that wait inside their entities' own documents, written with the change."""

    @abstractmethod
    async def waiting(self, *, most: int) -> tuple[Trail, ...]:
        """Return the trails of the entities that have waited longest, the longest first."""

    @abstractmethod
    async def sealed(self, trails: Sequence[Trail]) -> None:
        """Take these entries out; those that were added since stay. The same again changes nothing."""

    @abstractmethod
    async def unsealed(self) -> Unsealed:
        """Tell how much waits."""


class Chain(Protocol):
    """The chain, as its sealer sees it. One holds its lease at a time.

    A sealer that lost its lease without noticing does no harm: it cannot move the head, and of
    records with one number only the first is kept.
    """

    @abstractmethod
    async def lease(self, genesis: Head, *, now: datetime, until: datetime, token: str) -> Head | None:
        """Return the head, leased until then; None while somebody else has the lease.

        Args:
            genesis: the head of a chain that was never begun.
            now: the present instant.
            until: when the lease ends by itself.
            token: proves the lease.
        """

    @abstractmethod
    async def release(self, *, token: str, now: datetime) -> None:
        """End the lease. Without it, this has no effect."""

    @abstractmethod
    async def behind(self, head: Head, *, most: int) -> frozenset[str]:
        """Return the events of the records that come after the head; so many of them at most."""

    @abstractmethod
    async def rewind(self, head: Head) -> None:
        """Delete the records after the head: whoever wrote them did not get to move it."""

    @abstractmethod
    async def known(self, event_ids: Collection[str]) -> frozenset[str]:
        """Return which of these events are sealed."""

    @abstractmethod
    async def append(self, records: Sequence[AuditRecord]) -> None:
        """Add records, in order; those before one that is refused stay.

        Raises:
            AlreadyExists: somebody else has added one with this number, or of this event.
        """

    @abstractmethod
    async def advance(self, head: Head, *, token: str) -> bool:
        """Move the head; tell whether the token still has the lease. Without it nothing is moved."""


class AuditRecords(Protocol):
    """The chain, as it is read."""

    @abstractmethod
    async def head(self) -> Head | None:
        """Return the head; None where there is none."""

    @abstractmethod
    async def accept(self, head: Head) -> None:
        """Put a head in the place of the one that is there."""

    @abstractmethod
    async def after(self, id: str, *, most: int) -> Sequence[AuditRecord]:
        """Return the records whose ids come after this one, in their order.

        What cannot be read as a record is `AuditRecord.unreadable`.
        """

    @abstractmethod
    async def get(self, id: str) -> AuditRecord:
        """Return the record with this id.

        Raises:
            AuditRecordNotFound: there is none.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[AuditRecord]:
        """Return one page of the records that meet the query."""

    @abstractmethod
    async def of_authors(self, ids: Collection[str]) -> Sequence[AuditRecord]:
        """Return the records of what these comptes or keys did, whose origin is still there."""

    @abstractmethod
    async def forget_origins(self, *, authors: Collection[str] = (), before: datetime | None = None) -> int:
        """Delete the origins of what these did, or of what is older than that; return how many."""

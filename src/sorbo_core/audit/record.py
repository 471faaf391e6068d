"""AuditRecord: an entry of the trail, linked into the chain; Head: where the chain ends."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Self

import msgspec

from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.trail.entry import FieldChange, TrailEntry
from sorbo_core.shared.trail.provenance import Author, AuthorKind, Origin

GENESIS = "0" * 64
"""What the first record has in place of the hash of the one before."""

_DIGITS = 12
_UNHASHED = ("id", "hash", "salt", "origin")


class AuditRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An event that was sealed. All of it is hashed, but for what tells of a person.

    Attributes:
        id: the sequence number in twelve digits.
        sequence: 1, 2, 3, … without a gap.
        previous: hash of the record before.
        hash: SHA-256 over the canonical bytes of the rest.
        format: which version of these bytes; it changes with the fields.
        event_id: which event; none is sealed twice.
        noun: the first part of the type.
        commitment: SHA-256 over the salt and the origin. It is hashed in their place, so that they can
            be deleted and the chain stays whole; without the salt nobody can try out what they were.
        salt, origin: None once they were erased.
    """

    id: str
    sequence: int
    previous: str
    hash: str = ""
    format: int = 1
    sealed_at: datetime
    event_id: str
    type: str
    noun: str
    entity_id: str
    at: datetime
    by: Author
    request_id: str | None
    changes: tuple[FieldChange, ...]
    commitment: str
    salt: str | None
    origin: Origin | None

    @classmethod
    def linked(cls, entry: TrailEntry, *, after: "Head", salt: str, at: datetime) -> Self:
        """Return the record of an entry, next in the chain."""
        sequence = after.sequence + 1
        record = cls(
            id=id_of(sequence),
            sequence=sequence,
            previous=after.hash,
            sealed_at=at,
            event_id=entry.id,
            type=entry.type,
            noun=entry.type.partition(".")[0],
            entity_id=entry.entity_id,
            at=entry.at,
            by=entry.by,
            request_id=entry.request_id,
            changes=entry.changes,
            commitment=committed(salt, entry.origin),
            salt=salt,
            origin=entry.origin,
        )
        return msgspec.structs.replace(record, hash=record.digest())

    @classmethod
    def unreadable(cls, id: str, *, at: datetime) -> Self:
        """Return what stands for a record that was altered so much that it is none any more."""
        return cls(
            id=id,
            sequence=int(id) if id.isdecimal() else 0,
            previous="",
            sealed_at=at,
            event_id="",
            type="",
            noun="",
            entity_id="",
            at=at,
            by=Author(),
            request_id=None,
            changes=(),
            commitment="",
            salt=None,
            origin=None,
        )

    def digest(self) -> str:
        """Return the SHA-256 of its canonical bytes: JSON, names sorted, no white space."""
        plain = {name: value for name, value in msgspec.structs.asdict(self).items() if name not in _UNHASHED}
        return _digest(plain)

    @property
    def is_true(self) -> bool:
        """Whether it says what was sealed, and its origin, if that is still there, what was committed to."""
        if self.hash != self.digest() or self.id != id_of(self.sequence):
            return False
        if self.salt is None or self.origin is None:
            return self.salt is None and self.origin is None
        return self.commitment == committed(self.salt, self.origin)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where the chain ends: kept apart from it, so that a tail that was cut off is missed.

    Attributes:
        sequence, hash: of the last record; 0 and GENESIS where there is none.
        seal: proves with a secret of the settings that the sealer has written it.
    """

    sequence: int = 0
    hash: str = GENESIS
    seal: str = ""

    def sealed(self, seal: "Seal") -> Self:
        """Return it with its proof."""
        return msgspec.structs.replace(self, seal=seal("audit head", str(self.sequence), self.hash))

    def proven(self, seal: "Seal") -> bool:
        """Tell whether its proof is one of ours."""
        return hmac.compare_digest(self.sealed(seal).seal, self.seal)

    @property
    def text(self) -> str:
        """Return it as operators keep it elsewhere: `<sequence>:<hash>`."""
        return f"{self.sequence}:{self.hash}"


Seal = Callable[..., str]
"""Returns what follows from a secret and some texts."""


def id_of(sequence: int) -> str:
    """Return the id of the record with this number; they sort like the numbers."""
    return f"{sequence:0{_DIGITS}d}"


def committed(salt: str, origin: Origin) -> str:
    """Return what stands for an origin in the chain."""
    return _digest({"salt": salt, "origin": origin})


def chained(
    entries: Sequence[TrailEntry], *, after: Head, new_salt: Callable[[], str], at: datetime
) -> tuple[AuditRecord, ...]:
    """Return the records of entries, each linked to the one before."""
    records: list[AuditRecord] = []
    for entry in entries:
        record = AuditRecord.linked(entry, after=after, salt=new_salt(), at=at)
        records.append(record)
        after = Head(sequence=record.sequence, hash=record.hash)
    return tuple(records)


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()


AUDIT = Listing(
    fields=(
        Field(
            name="by", path="by.id", type=str, ops=(Op.EQ, Op.IN), example="019376f2a4c87b1e9d3c5a7e8f908765"
        ),
        Field(name="byKind", path="by.kind", type=AuthorKind, ops=CHOICE),
        Field(name="noun", path="noun", type=str, ops=(Op.EQ, Op.IN), example="compte"),
        Field(name="type", path="type", type=str, ops=(Op.EQ, Op.IN), example="compte.created"),
        Field(
            name="entityId",
            path="entity_id",
            type=str,
            ops=(Op.EQ, Op.IN),
            example="019376f2a4c87b1e9d3c5a7e8f904321",
        ),
        Field(
            name="requestId",
            path="request_id",
            type=str,
            ops=(Op.EQ,),
            example="5f0c7d1e9a3b42468c0d7c6e1f2a3b4c",
        ),
        Field(name="at", path="at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"at": Sort("at", type=datetime)}, "-at"),
    together=(
        ("by", "at"),
        ("byKind", "at"),
        ("noun", "at"),
        ("type", "at"),
        ("entityId", "at"),
        ("requestId",),
    ),
)

"""Verify the chain."""

from collections.abc import AsyncIterator, Iterator
from enum import StrEnum

import msgspec

from sorbo_core.audit.ports import AuditRecords, Trails, Unsealed
from sorbo_core.audit.record import AuditRecord, Head, Seal
from sorbo_core.audit.use_cases.seal import MOST_BEHIND
from sorbo_core.shared.actor import Actor, Permission

_BATCH = 500
_MOST_FINDINGS = 100


class Fault(StrEnum):
    """What can be wrong with the chain.

    Attributes:
        ALTERED: a record does not say what was sealed.
        MOVED: a record does not follow the one before it.
        MISSING: records are not there, in the middle or at the end.
        HEAD_MISSING: there are records and no head.
        HEAD_FORGED: the head was not written by the sealer, or with another key.
        HEAD_DIFFERS: the last record is not the one that the head names.
        NOT_AS_KEPT: the record that an operator has noted elsewhere is another one.
        UNKNOWN_TAIL: more records follow the head than a sealer leaves.
    """

    ALTERED = "altered"
    MOVED = "moved"
    MISSING = "missing"
    HEAD_MISSING = "head_missing"
    HEAD_FORGED = "head_forged"
    HEAD_DIFFERS = "head_differs"
    NOT_AS_KEPT = "not_as_kept"
    UNKNOWN_TAIL = "unknown_tail"


class Finding(msgspec.Struct, frozen=True):
    """One fault, and the number of the record that it was found at."""

    fault: Fault
    sequence: int


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What was found out about the chain.

    Attributes:
        head: where it ends, as the sealer has noted; to be kept elsewhere.
        records: how many are there, up to the head.
        findings: what is wrong, the first hundred; empty where nothing is.
        forgotten: how many records have had their origin erased.
        behind: records after the head, of a sealer that was killed: their entries are sealed anew.
        unsealed: what waits in the documents, and can still be altered there.
    """

    head: Head | None
    records: int
    findings: tuple[Finding, ...]
    forgotten: int
    behind: int
    unsealed: Unsealed


class VerifyAudit:
    """Read the whole chain and tell what was altered, removed or reordered, and what is not sealed yet.

    A head that an operator has kept elsewhere (`<sequence>:<hash>`) finds also what somebody did who
    has the database and the keys of the service.

    Raises:
        Unauthenticated, Forbidden: the actor may not read the audit.
    """

    def __init__(self, *, records: AuditRecords, trails: Trails, seal: Seal) -> None:
        self._records = records
        self._trails = trails
        self._seal = seal

    async def __call__(self, *, actor: Actor, kept: Head | None = None) -> Verdict:
        actor.require(Permission.READ_AUDIT)
        # The head first: records that are added meanwhile come after it.
        head = await self._records.head()
        end = head or Head()
        reader = _Reader(end, kept)
        findings: list[Finding] = []
        async for record in self._all():
            findings += reader.read(record)
        findings += reader.close()
        if head is None and reader.records + reader.behind:
            findings.append(Finding(Fault.HEAD_MISSING, 0))
        if head is not None and not head.proven(self._seal):
            findings.append(Finding(Fault.HEAD_FORGED, head.sequence))
        return Verdict(
            head=head,
            records=reader.records,
            findings=tuple(findings[:_MOST_FINDINGS]),
            forgotten=reader.forgotten,
            behind=reader.behind,
            unsealed=await self._trails.unsealed(),
        )

    async def _all(self) -> AsyncIterator[AuditRecord]:
        last = ""
        while found := await self._records.after(last, most=_BATCH):
            for record in found:
                yield record
            last = found[-1].id


class _Reader:
    """Reads the chain record by record, and holds each to the one before."""

    def __init__(self, head: Head, kept: Head | None) -> None:
        self._head = head
        self._kept = kept
        self._before = Head()
        self._kept_is_there = kept is None or kept.sequence == 0
        self.records = 0
        self.forgotten = 0
        self.behind = 0

    def read(self, record: AuditRecord) -> Iterator[Finding]:
        """Yield what is wrong with the next record."""
        if record.sequence > self._head.sequence:
            self.behind += 1
            return
        self.records += 1
        self.forgotten += record.origin is None
        expected = self._before.sequence + 1
        if record.sequence > expected:
            yield Finding(Fault.MISSING, expected)
        elif record.sequence < expected or record.previous != self._before.hash:
            yield Finding(Fault.MOVED, record.sequence)
        if not record.is_true:
            yield Finding(Fault.ALTERED, record.sequence)
        if self._kept is not None and record.sequence == self._kept.sequence:
            self._kept_is_there = record.hash == self._kept.hash
        self._before = Head(sequence=record.sequence, hash=record.hash)

    def close(self) -> Iterator[Finding]:
        """Yield what is wrong with the end."""
        last = self._before
        if last.sequence < self._head.sequence:
            yield Finding(Fault.MISSING, last.sequence + 1)
        elif last.hash != self._head.hash:
            yield Finding(Fault.HEAD_DIFFERS, last.sequence)
        if self._kept is not None and not self._kept_is_there:
            yield Finding(Fault.NOT_AS_KEPT, self._kept.sequence)
        if self.behind > MOST_BEHIND:
            yield Finding(Fault.UNKNOWN_TAIL, self._head.sequence + 1)

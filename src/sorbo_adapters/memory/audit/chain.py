"""The audit in memory."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_adapters.memory.store.queries import Document, encoded, page_of
from sorbo_core.audit.errors import AuditRecordNotFound
from sorbo_core.audit.ports import AuditRecords, Chain, Trail, Trails, Unsealed
from sorbo_core.audit.record import AuditRecord, Head
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.query import ListQuery, Page


class MemoryTrails(Trails):
    """The trails of these collections."""

    def __init__(self, collections: Iterable[MemoryCollection[Any]]) -> None:
        self._collections = {each.name: each for each in collections}

    async def waiting(self, *, most: int) -> tuple[Trail, ...]:
        trails = [
            Trail(collection=name, entity_id=id_, entries=tuple(entries))
            for name, collection in self._collections.items()
            for id_, entries in collection.trails.items()
        ]
        return tuple(sorted(trails, key=lambda trail: trail.entries[0].at)[:most])

    async def sealed(self, trails: Sequence[Trail]) -> None:
        for trail in trails:
            kept, ids = self._collections[trail.collection].trails, {entry.id for entry in trail.entries}
            left = [entry for entry in kept.pop(trail.entity_id, []) if entry.id not in ids]
            if left:
                kept[trail.entity_id] = left

    async def unsealed(self) -> Unsealed:
        since = [entries[0].at for each in self._collections.values() for entries in each.trails.values()]
        return Unsealed(entities=len(since), oldest=min(since, default=None))


class MemoryAuditRecords(Chain, AuditRecords):
    """The chain in memory, kept as encoded copies."""

    def __init__(self) -> None:
        self._records: dict[str, Document] = {}
        self._head: Head | None = None
        self._token = ""
        self._until: datetime | None = None

    async def lease(self, genesis: Head, *, now: datetime, until: datetime, token: str) -> Head | None:
        if self._until is not None and self._until > now:
            return None
        self._head = self._head or genesis
        self._token, self._until = token, until
        return self._head

    async def release(self, *, token: str, now: datetime) -> None:
        if token == self._token:
            self._until = now

    async def behind(self, head: Head, *, most: int) -> frozenset[str]:
        behind = [each["event_id"] for each in self._records.values() if each["sequence"] > head.sequence]
        return frozenset(behind[:most])

    async def rewind(self, head: Head) -> None:
        for id_ in [id_ for id_, each in self._records.items() if each["sequence"] > head.sequence]:
            del self._records[id_]

    async def known(self, event_ids: Collection[str]) -> frozenset[str]:
        return frozenset(event_ids) & {each["event_id"] for each in self._records.values()}

    async def append(self, records: Sequence[AuditRecord]) -> None:
        for record in records:
            if record.id in self._records or await self.known([record.event_id]):
                raise AlreadyExists
            self._records[record.id] = encoded(record)

    async def advance(self, head: Head, *, token: str) -> bool:
        if token == self._token:
            self._head = head
        return token == self._token

    async def head(self) -> Head | None:
        return self._head

    async def accept(self, head: Head) -> None:
        self._head, self._token, self._until = head, "", None

    async def after(self, id: str, *, most: int) -> Sequence[AuditRecord]:
        found = sorted(id_ for id_ in self._records if id_ > id)
        return [await self.get(id_) for id_ in found[:most]]

    async def get(self, id: str) -> AuditRecord:
        document = self._records.get(id)
        if document is None:
            raise AuditRecordNotFound
        return _decoded(document)

    async def list(self, query: ListQuery) -> Page[AuditRecord]:
        return page_of(self._records.values(), query, _decoded)

    async def of_authors(self, ids: Collection[str]) -> Sequence[AuditRecord]:
        records = map(_decoded, self._records.values())
        return [each for each in records if each.by.id in ids and each.origin is not None]

    async def forget_origins(self, *, authors: Collection[str] = (), before: datetime | None = None) -> int:
        found = await self.of_authors(authors)
        if before is not None:
            records = map(_decoded, self._records.values())
            found = [each for each in records if each.at < before and each.origin is not None]
        for each in found:
            self._records[each.id] = encoded(msgspec.structs.replace(each, origin=None, salt=None))
        return len(found)


def _decoded(document: Document) -> AuditRecord:
    return msgspec.convert(document, AuditRecord)

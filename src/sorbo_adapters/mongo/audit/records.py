"""The chain of the audit in MongoDB: a record a document, and the head in a collection of its own.

The head is `{_id: "chain", sequence, hash, seal, token, until}`.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from pymongo import ReturnDocument

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index, serving
from sorbo_adapters.mongo.store.queries import condition_of, encoded, order_of, page_of
from sorbo_core.audit.errors import AuditRecordNotFound
from sorbo_core.audit.ports import AuditRecords, Chain
from sorbo_core.audit.record import AUDIT, AuditRecord, Head, id_of
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.query import ListQuery, Page

_HEAD: Document = {"_id": "chain"}
_NO_ORIGIN: Document = {"$set": {"origin": None, "salt": None}}
_LONG_AGO = datetime.fromtimestamp(0, UTC)


class MongoAuditRecords(Chain, AuditRecords):
    """The chain in MongoDB."""

    name: ClassVar = "audit"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="event", paths=("event_id",), clash=AlreadyExists),
        Index(name="origins_by_age", paths=("origin.address", "at"), only_with="origin.address"),
        Index(name="by_request", paths=("request_id", "at", "_id")),
        *serving(AUDIT, (), ("by.id",), ("by.kind",), ("noun",), ("type",), ("entity_id",)),
    )

    def __init__(self, database: Database) -> None:
        self._records = database[self.name]
        self._heads = database["audit_head"]

    async def lease(self, genesis: Head, *, now: datetime, until: datetime, token: str) -> Head | None:
        free = {**_HEAD, "until": {"$lte": now}}
        taken = {"$set": {"token": token, "until": until}, "$setOnInsert": encoded(genesis)}
        # Where somebody has the lease, there is nothing to update, and the insert meets their document.
        with suppress(AlreadyExists), translated():
            document = await self._heads.find_one_and_update(
                free, taken, upsert=True, return_document=ReturnDocument.AFTER
            )
            return msgspec.convert(document, Head)
        return None

    async def release(self, *, token: str, now: datetime) -> None:
        with translated():
            await self._heads.update_one({**_HEAD, "token": token}, {"$set": {"until": now}})

    async def behind(self, head: Head, *, most: int) -> frozenset[str]:
        with translated():
            found = await self._records.find(_after(head), {"event_id": True}, limit=most).to_list()
        return frozenset(each["event_id"] for each in found)

    async def rewind(self, head: Head) -> None:
        with translated():
            await self._records.delete_many(_after(head))

    async def known(self, event_ids: Collection[str]) -> frozenset[str]:
        with translated():
            found = await self._records.find(
                {"event_id": {"$in": list(event_ids)}}, {"event_id": True}
            ).to_list()
        return frozenset(each["event_id"] for each in found)

    async def append(self, records: Sequence[AuditRecord]) -> None:
        with translated({"event": AlreadyExists}):
            for record in records:
                fields: Document = encoded(record)
                await self._records.insert_one({"_id": fields.pop("id"), **fields})

    async def advance(self, head: Head, *, token: str) -> bool:
        with translated():
            result = await self._heads.update_one({**_HEAD, "token": token}, {"$set": encoded(head)})
        return result.matched_count == 1

    async def head(self) -> Head | None:
        with translated():
            document = await self._heads.find_one(_HEAD)
        return msgspec.convert(document, Head) if document is not None else None

    async def accept(self, head: Head) -> None:
        fresh = {"token": "", "until": _LONG_AGO}
        with translated():
            await self._heads.update_one(_HEAD, {"$set": {**encoded(head), **fresh}}, upsert=True)

    async def after(self, id: str, *, most: int) -> Sequence[AuditRecord]:
        with translated():
            found = await self._records.find({"_id": {"$gt": id}}, sort=[("_id", 1)], limit=most).to_list()
        return [_read(document) for document in found]

    async def get(self, id: str) -> AuditRecord:
        with translated():
            document = await self._records.find_one({"_id": {"$eq": id}})
        if document is None:
            raise AuditRecordNotFound
        return _decoded(document)

    async def list(self, query: ListQuery) -> Page[AuditRecord]:
        with translated():
            found = await self._records.find(
                condition_of(query), sort=order_of(query), limit=query.limit + 1
            ).to_list()
        return page_of(found, query, _decoded)

    async def of_authors(self, ids: Collection[str]) -> Sequence[AuditRecord]:
        with translated():
            found = await self._records.find(_with_origin(ids)).to_list()
        return [_decoded(document) for document in found]

    async def forget_origins(self, *, authors: Collection[str] = (), before: datetime | None = None) -> int:
        which = _with_origin(authors)
        if before is not None:
            which = {"origin.address": {"$exists": True}, "at": {"$lt": before}}
        with translated():
            result = await self._records.update_many(which, _NO_ORIGIN)
        return result.modified_count


def _with_origin(authors: Collection[str]) -> Document:
    return {"by.id": {"$in": list(authors)}, "origin": {"$ne": None}}


def _after(head: Head) -> Document:
    return {"_id": {"$gt": id_of(head.sequence)}}


def _read(document: Document) -> AuditRecord:
    id_ = str(document["_id"])
    try:
        return _decoded(document)
    except msgspec.ValidationError:
        return AuditRecord.unreadable(id_, at=_LONG_AGO)


def _decoded(document: Document) -> AuditRecord:
    return msgspec.convert({"id": document.pop("_id"), **document}, AuditRecord)

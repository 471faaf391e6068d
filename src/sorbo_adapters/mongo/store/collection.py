"""What every collection of entities in MongoDB does.

A document is the entity under its field names, `id` as `_id`, and while events wait an `outbox`:
`{due, token?, entries: [{event, done, failures}]}`. What the audit is told of is in `trail`, until it is
sealed: `{since, entries}`.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.gathered import Gathered
from sorbo_adapters.mongo.store.index import Index
from sorbo_adapters.mongo.store.queries import condition_of, encoded, order_of, page_of, value_at
from sorbo_adapters.mongo.store.transactions import session
from sorbo_core.delivery.ports import Pending
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import AlreadyExists, Conflict, NotFound, Unavailable
from sorbo_core.shared.events import Event
from sorbo_core.shared.query import ListQuery, Page
from sorbo_core.shared.trail.entry import TrailEntry, entries_for

E = TypeVar("E", bound=Entity)

STRAYS = "audit_strays"
"""Collection of what the audit has not got yet of documents that were deleted."""

_MOST_ATTEMPTS = 64
_LONGEST_PAUSE = 0.05
ENTITY_ONLY = {"outbox": False, "trail": False}
"""The projection of an entity without what waits in its document."""


class MongoCollection(Generic[E]):
    """Entities of one type, each a document that carries the events of its changes.

    Subclasses name the collection, declare its indexes, and say what tells entities that are there
    from what is left of others; `unlisted` names fields that lists leave out, at their defaults.

    Args:
        database: where the collection is.
        type: of its entities.
        missing: the error that says that there is no such entity.
    """

    name: ClassVar[str]
    indexes: ClassVar[tuple[Index, ...]]
    present: ClassVar[Document] = {}
    unlisted: ClassVar[tuple[str, ...]] = ()

    def __init__(self, database: Database, type: type[E], *, missing: type[NotFound]) -> None:  # noqa: A002 — what it is
        self._collection = database[self.name]
        self._strays = database[STRAYS]
        self._type = type
        self._missing = missing
        # Handlers of several events read the same moment: together, they ask once.
        self._by_id = Gathered(self._with_ids)
        self._clashes = {index.name: index.clash for index in self.indexes if index.clash is not None}

    async def add(self, entity: E, /) -> E:
        stored = _first(entity)
        document = new_document(entity)
        await self._refuse_known(document, is_new=True)
        with translated(self._clashes):
            await self._collection.insert_one(document, session=session())
        return stored

    async def get(self, id: str) -> E:
        # Callers who are gathered must not see what a transaction has not kept yet.
        read = self._by_id(id) if session() is None else self._with_ids([id])
        document = (await read).get(id)
        if document is None:
            raise self._missing
        return self._decoded(dict(document))

    async def find(self, condition: Document) -> E | None:
        """Return an entity that meets a condition, or None."""
        with translated():
            document = await self._collection.find_one(
                {**condition, **self.present}, ENTITY_ONLY, session=session()
            )
        return self._decoded(document) if document is not None else None

    async def update(self, id: str, change: Callable[[E], E]) -> E:
        return await self._swapped(id, change, self._replace)

    async def _swapped(
        self, id: str, change: Callable[[E], E], write: Callable[[E, E, tuple[Event, ...]], Awaitable[bool]]
    ) -> E:
        """Let `write` put the next state in the place of the one that it was made from, however many try."""
        for lost in range(_MOST_ATTEMPTS):
            current = await self.get(id)
            changed = change(current)
            if changed == current:
                return current
            stored = msgspec.structs.replace(changed, version=current.version + 1, events=())
            if await write(current, stored, changed.events):
                return stored
            await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.002 * 2**lost)))  # noqa: S311 — spreads writers
        raise Unavailable(part="database")

    async def discard(self, id: str, *, version: int | None = None) -> None:
        """Delete the entity with its events, if it is at this version or any will do."""
        which: Document = {"_id": {"$eq": id}}
        if version is not None:
            which["version"] = version
        with translated():
            while True:
                found = await self._collection.find_one(which, {"trail": True}, session=session())
                if found is None:
                    return
                kept = await self._keep_trail(found)
                untold = {**which, f"trail.entries.{kept}": {"$exists": False}}
                await self._collection.delete_one(untold, session=session())

    async def _keep_trail(self, document: Document) -> int:
        """Keep what the audit has not got yet of a document that is deleted; return how many entries."""
        trail = document.get("trail")
        if trail is None:
            return 0
        left = {"gone": True, "trail": trail}
        key = {"_id": f"{self.name}/{document['_id']}"}
        await self._strays.replace_one(key, left, upsert=True, session=session())
        return len(trail["entries"])

    async def list(self, query: ListQuery) -> Page[E]:
        with translated():
            found = await self._collection.find(
                {**condition_of(query), **self.present},
                ENTITY_ONLY | dict.fromkeys(self.unlisted, False),
                sort=order_of(query),
                limit=query.limit + 1,
                session=session(),
            ).to_list()
        return page_of(found, query, self._decoded)

    async def _with_ids(self, ids: Sequence[str]) -> dict[str, Document]:
        with translated():
            wanted = {"_id": {"$in": ids}, **self.present}
            found = await self._collection.find(wanted, ENTITY_ONLY, session=session()).to_list()
        return {document["_id"]: document for document in found}

    async def _replace(self, current: E, stored: E, events: tuple[Event, ...]) -> bool:
        """Write the next state unless the version has moved on; tell whether it was written."""
        # A pipeline, since what becomes of `due` depends on the document: it stays while a lease
        # or a retry is under way. In a pipeline, `$literal` keeps values from acting as expressions.
        fields = _fields(stored)
        await self._refuse_known({"_id": current.id, **fields})
        assign: Document = {name: {"$literal": value} for name, value in fields.items()}
        if events:
            assign |= {f"outbox.{name}": value for name, value in outbox_with(entries_of(events)).items()}
        for name, value in trail_with(entries_for(current, stored, events)).items():
            assign[f"trail.{name}"] = value
        return await self._rewrite(current, {"$set": assign})

    async def _rewrite(self, current: E, stage: Document) -> bool:
        """Run a stage over the document unless its version has moved on; tell whether it ran."""
        with translated(self._clashes):
            result = await self._collection.update_one(
                {"_id": current.id, "version": current.version}, [stage], session=session()
            )
        return result.matched_count == 1

    async def _refuse_known(self, document: Document, *, is_new: bool = False) -> None:
        """In a transaction, raise the clash that a write would meet: the server's refusal would end it."""
        if session() is None:
            return
        conditions: list[tuple[Document, type[Conflict]]] = []
        if is_new:
            conditions.append(({"_id": document["_id"]}, AlreadyExists))
        for index in self.indexes:
            values = {path: value_at(document, path) for path in index.paths}
            if index.clash is not None and None not in values.values():
                same = {
                    path: {"$in": list(value) if isinstance(value, list | tuple) else [value]}
                    for path, value in values.items()
                }
                conditions.append(({**same, "_id": {"$ne": document["_id"]}}, index.clash))
        for condition, clash in conditions:
            with translated():
                known = await self._collection.find_one(condition, {"_id": True}, session=session())
            if known is not None:
                raise clash

    def _decoded(self, document: Document) -> E:
        return msgspec.convert({"id": document.pop("_id"), **document}, self._type)


def new_document(entity: Entity) -> Document:
    """Return the document of an entity that was never stored, with its events."""
    document = {"_id": entity.id, **_fields(_first(entity))}
    if entity.events:
        document["outbox"] = {"due": entity.events[0].occurred_at, "entries": entries_of(entity.events)}
    trail = entries_for(None, entity, entity.events)
    if trail:
        document["trail"] = {"since": trail[0].at, "entries": encoded(trail)}
    return document


def _first(entity: E) -> E:
    return msgspec.structs.replace(entity, version=1, events=())


def _fields(stored: Entity) -> Document:
    """Return the entity's fields as documents hold them, without its id and events."""
    fields: Document = encoded(stored)
    del fields["id"], fields["events"]
    return fields


def entries_of(events: tuple[Event, ...], *, last: bool = False) -> list[Any]:
    """Return events as they wait in an outbox; `last` if the entity is no more."""
    return [encoded(Pending(event=event, last=last)) for event in events]


def outbox_with(entries: list[Any]) -> Document:
    """Return, as expressions over a document, what of its outbox changes when entries are added."""
    waiting = {"$ifNull": ["$outbox.entries", []]}
    return {
        "due": {"$ifNull": ["$outbox.due", {"$literal": entries[0]["event"]["occurred_at"]}]},
        "entries": {"$concatArrays": [waiting, {"$literal": entries}]},
    }


def trail_with(entries: tuple[TrailEntry, ...]) -> Document:
    """Return, as expressions over a document, what of its trail changes when entries are added."""
    if not entries:
        return {}
    waiting = {"$ifNull": ["$trail.entries", []]}
    return {
        "since": {"$ifNull": ["$trail.since", {"$literal": entries[0].at}]},
        "entries": {"$concatArrays": [waiting, {"$literal": list(encoded(entries))}]},
    }

"""Entries in MongoDB, with their versions.

A version is the document of the entry as it stood, in the collection `versions` under
`<collection>/<entry>/<number>`: a range of ids, which only files need another index beside. It is
written before the entry is replaced, and says what nobody can change any more: who writes it twice writes the
same, and one whose replacement failed is that of the present state, which is not read from here.

What is left of an entry that was removed (`mongo/store/removing.py`) has `slugs` as well.
"""

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar, Generic

from pymongo import DESCENDING

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import ENTITY_ONLY
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, serving
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_adapters.mongo.store.removing import MongoRemovals
from sorbo_adapters.mongo.store.transactions import session
from sorbo_core.shared.events import Event
from sorbo_core.shared.publication.errors import SlugTaken, SourceTaken, VersionNotFound
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import VERSIONS_KEPT, E, Entries
from sorbo_core.shared.query import Listing

VERSIONS = "versions"

UPLOADS = Index(name="uploads", paths=("uploads", "_id"))
"""Finds what mentions a file that was uploaded, of one noun among the versions of all."""


class MongoVersions:
    """The versions of all entries."""

    name = VERSIONS
    indexes = (UPLOADS,)


def entry_indexes(listing: Listing, *leading: tuple[str, ...]) -> tuple[Index, ...]:
    """Return the indexes of a collection of entries: slugs, sources, what is due, the lists, the outbox."""
    return (
        Index(name="slugs", paths=("slugs",), clash=SlugTaken),
        Index(name="source_key", paths=("source.key",), clash=SourceTaken, only_with="source.key"),
        UPLOADS,
        Index(name="publication_due", paths=("status", "publish_at", "_id")),
        *serving(listing, *leading),
        OUTBOX,
    )


def either(key: str) -> Document:
    """Return the condition that an entry has this slug or this id."""
    return {"$or": [{"slugs": {"$eq": key}}, {"_id": {"$eq": key}}]}


def mentioning(ids: Collection[str], *, versions_of: str | None = None) -> Document:
    """Return the condition that an entry, or a version of one of this collection, mentions an upload."""
    wanted: Document = {"uploads": {"$in": list(ids)}}
    if versions_of is None:
        return wanted
    # What has "0" in the place of the slash comes after every id of this collection.
    return {**wanted, "_id": {"$gte": f"{versions_of}/", "$lt": f"{versions_of}0"}}


class MongoEntries(MongoRemovals[E], Entries[E], Generic[E]):
    """Entries of one noun in MongoDB. Subclasses name the collection and declare its indexes."""

    name: ClassVar[str]

    def __init__(self, database: Database, noun: Noun[E]) -> None:
        super().__init__(database, noun.entity, missing=noun.missing)
        self._versions = database[VERSIONS]

    async def by_slug(self, slug: str) -> E:
        entry = await self.find({"slugs": {"$eq": slug}})
        if entry is None:
            raise self._missing
        return entry

    async def by_source(self, key: str) -> E | None:
        return await self.find({"source.key": {"$eq": key}})

    async def by_key(self, key: str) -> E:
        named = {**either(key), **self.present}
        with translated():
            found = await self._collection.find(named, ENTITY_ONLY, session=session()).to_list()
        if not found:
            raise self._missing
        return self._decoded(max(found, key=lambda document: key in document["slugs"]))

    async def remove(self, id: str, change: Callable[[E], E]) -> None:
        gone = await self._removed(id, change)
        every = {"$gte": self._key(gone, 0), "$lte": self._key(gone, gone.version)}
        with translated():
            await self._versions.delete_many({"_id": every}, session=session())

    async def version(self, id: str, number: int) -> E:
        current = await self.get(id)
        if number == current.version:
            return current
        found = await self._before(current, limit=1, before=number + 1)
        if not found or found[0].version != number:
            raise VersionNotFound
        return found[0]

    async def versions(self, id: str, *, limit: int, before: int | None = None) -> Sequence[E]:
        current = await self.get(id)
        shown = [current] if before is None or before > current.version else []
        before = current.version if shown or before is None else before
        return [*shown, *await self._before(current, limit=limit - len(shown), before=before)]

    async def among(self, ids: Collection[str]) -> Collection[str]:
        asked = (
            (self._collection, mentioning(ids)),
            (self._versions, mentioning(ids, versions_of=self.name)),
        )
        found: set[str] = set()
        with translated():
            for collection, which in asked:
                found.update(await collection.distinct("uploads", which, session=session()))
        return found & set(ids)

    async def _before(self, current: E, *, limit: int, before: int) -> list[E]:
        """Return versions that came before this number, and before the present one."""
        oldest = self._key(current, current.version - VERSIONS_KEPT)
        earlier = {"$gte": oldest, "$lt": self._key(current, min(before, current.version))}
        if limit < 1:
            return []
        with translated():
            found = await self._versions.find(
                {"_id": earlier}, sort=[("_id", DESCENDING)], limit=limit, session=session()
            ).to_list()
        return [self._decoded({**document, "_id": current.id}) for document in found]

    async def _replace(self, current: E, stored: E, events: tuple[Event, ...]) -> bool:
        await self._keep(current)
        return await super()._replace(current, stored, events)

    def _left_of(self, entity: E) -> Document:
        # The index of slugs wants one; this is none.
        return {"slugs": {"$literal": [f"/{entity.id}"]}}

    async def _keep(self, current: E) -> None:
        kept: Document = encoded(current)
        del kept["id"], kept["events"]
        number = current.version
        too_old = {"$gte": self._key(current, 0), "$lt": self._key(current, number - VERSIONS_KEPT)}
        with translated():
            await self._versions.update_one(
                {"_id": self._key(current, number)}, {"$setOnInsert": kept}, upsert=True, session=session()
            )
            if number > VERSIONS_KEPT:
                await self._versions.delete_many({"_id": too_old}, session=session())

    def _key(self, entry: E, number: int) -> str:
        return f"{self.name}/{entry.id}/{max(number, 0):010d}"

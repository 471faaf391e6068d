"""The search index in MongoDB.

A document is a record with its terms in three arrays, each under an index that ends with the date:
for a word, the index lists the things that have it, the latest first. No more than a number of them is
fetched, whatever the number of those that match. `search_counts` has the number of those that visitors
see, by kind: it changes with them, in one transaction.
"""

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, ClassVar

import msgspec
from pymongo import DESCENDING

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index
from sorbo_adapters.mongo.store.queries import encoded
from sorbo_adapters.mongo.store.transactions import MongoUnitOfWork, session
from sorbo_core.insight.ports import SearchIndex
from sorbo_core.insight.search.question import Question, Wanted
from sorbo_core.insight.search.ranking import Candidate
from sorbo_core.insight.search.record import Record
from sorbo_core.shared.errors import AlreadyExists

COUNTS = "search_counts"
_EVERYWHERE = "terms.all"
_BY_WEIGHT = ("terms.title", "terms.keywords", _EVERYWHERE)
_SHOWN = {"$gt": datetime.min.replace(tzinfo=UTC)}
_LAST = "\U0010ffff"
_CANDIDATE = {"shown_at": 1, "title": "$terms.title", "keywords": "$terms.keywords"}


class MongoSearchIndex(SearchIndex):
    """The search index in MongoDB."""

    name: ClassVar = "search"
    indexes: ClassVar[tuple[Index, ...]] = (
        *(Index(name=path.replace(".", "_"), paths=("kind", path, "shown_at")) for path in _BY_WEIGHT),
        Index(name="shown", paths=("kind", "shown_at")),
    )

    def __init__(self, database: Database) -> None:
        self._collection = database[self.name]
        self._counts = database[COUNTS]
        self._unit_of_work = MongoUnitOfWork(database.client)

    async def keep(self, record: Record) -> None:
        # Where a newer one is kept, the upsert meets its id.
        with suppress(AlreadyExists):
            await self._unit_of_work.run(lambda: self._keep(record))

    async def _keep(self, record: Record) -> None:
        document: Document = encoded(record)
        del document["id"]
        not_newer = {"_id": record.id, "version": {"$lte": record.version}}
        with translated():
            before = await self._collection.find_one_and_replace(
                not_newer, document, {"shown_at": True}, upsert=True, session=session()
            )
            was_shown = before is not None and before["shown_at"] is not None
            change = (record.shown_at is not None) - was_shown
            if change:
                await self._change_count(record.kind, change)

    async def _change_count(self, kind: str, change: int) -> None:
        counted: Document = {"_id": {"$eq": kind}}
        told = await self._counts.update_one(counted, {"$inc": {"n": change}}, session=session())
        if not told.matched_count:
            # The first change since there are counts: the index may be older than they are.
            shown = {"kind": {"$eq": kind}, "shown_at": _SHOWN}
            there = await self._collection.count_documents(shown, session=session())
            await self._counts.update_one(counted, {"$set": {"n": there}}, upsert=True, session=session())

    async def candidates(self, question: Question, *, most: int) -> Sequence[Candidate]:
        driver, fewest = await self._rarest(question, most)
        if not fewest:
            return []
        found: dict[str, Candidate] = {}
        for pipeline in pipelines(question, driver, most=most, is_rare=fewest < most):
            with translated():
                cursor = await self._collection.aggregate(pipeline)
                documents = await cursor.to_list()
            for document in documents:
                found.setdefault(document["_id"], _candidate(document))
            if len(found) >= most:
                break
        return list(found.values())[:most]

    async def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        shown = {"_id": {"$in": list(ids)}, "shown_at": _SHOWN}
        with translated():
            found = await self._collection.find(shown, {"terms": False}).to_list()
        return {each["_id"]: msgspec.convert({"id": each["_id"], **each}, Record) for each in found}

    async def count_shown(self) -> Mapping[str, int]:
        with translated():
            found = await self._counts.find().to_list()
        return {each["_id"]: each["n"] for each in found}

    async def _rarest(self, question: Question, most: int) -> tuple[Wanted, int]:
        """Return the word that the fewest things have, and how many have it, up to `most`."""
        counts = await asyncio.gather(*(self._count(question, wanted, most) for wanted in question.words))
        fewest = min(counts)
        return question.words[counts.index(fewest)], fewest

    async def _count(self, question: Question, wanted: Wanted, most: int) -> int:
        with translated():
            return await self._collection.count_documents(
                having(wanted, _EVERYWHERE, question.kinds), limit=most
            )


def having(wanted: Wanted, path: str, kinds: Sequence[str]) -> Document:
    """Return the condition that a word is among the terms at a path of a thing of some kinds."""
    return {"kind": {"$in": list(kinds)}, **_has(wanted, path)}


def _has(wanted: Wanted, path: str) -> Document:
    if not wanted.open:
        return {path: {"$eq": wanted.term}}
    # $elemMatch, or the bounds of the scan would be one of the two.
    return {path: {"$elemMatch": {"$gte": wanted.term, "$lt": wanted.term + _LAST}}}


def pipelines(
    question: Question, driver: Wanted, *, most: int, is_rare: bool
) -> Iterator[list[dict[str, Any]]]:
    """Yield the pipelines that find candidates by one of the words, those that count most first."""
    others = [_has(wanted, _EVERYWHERE) for wanted in question.words if wanted is not driver]
    whole = Wanted(driver.term)
    for path in (_EVERYWHERE,) if is_rare else _BY_WEIGHT:
        for wanted in dict.fromkeys((driver,) if is_rare else (whole, driver)):
            yield [
                {"$match": having(wanted, path, question.kinds)},
                # In the order of the index, which a range of words does not have.
                *([] if wanted.open else [{"$sort": {"shown_at": DESCENDING}}]),
                {"$limit": most},
                *([{"$match": {"$and": others}}] if others else []),
                {"$project": _CANDIDATE},
            ]


def _candidate(document: Document) -> Candidate:
    return msgspec.convert({"id": document.pop("_id"), **document}, Candidate)

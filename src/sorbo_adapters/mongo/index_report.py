"""What MongoDB tells of its indexes, beside what is declared."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from pymongo.errors import OperationFailure

from sorbo_adapters.mongo.indexes import INDEXES
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import Index

_OF_EVERY_COLLECTION = "_id_"
_PRIVATE = "system."
_DEFINING = ("unique", "partialFilterExpression", "expireAfterSeconds")
_UNAUTHORIZED = 13


class MayNotAsk(Exception):
    """The user of the database may not ask which indexes are used."""


class Standing(StrEnum):
    """How an index stands, the worst first.

    Attributes:
        MISSING: it is declared, and not there.
        DIFFERENT: it is there by its name, with another definition than the declared one.
        UNDECLARED: it is there, and nobody has declared it.
        UNUSED: nothing was found by it since MongoDB counts.
        RULE: idem, but it keeps values unique or lets documents expire, which are not counted.
        USED: something was found by it.
    """

    MISSING = "missing"
    DIFFERENT = "different"
    UNDECLARED = "undeclared"
    UNUSED = "unused"
    RULE = "rule"
    USED = "used"


class IndexUse(msgspec.Struct, frozen=True, kw_only=True):
    """One index.

    Attributes:
        uses: how many operations it served since MongoDB counts; None where it is missing.
        since: when MongoDB began to count: its start, or the creation of the index.
        size: in bytes, on the disk.
    """

    collection: str
    name: str
    standing: Standing
    uses: int | None = None
    since: datetime | None = None
    size: int | None = None


class IndexReport(msgspec.Struct, frozen=True, kw_only=True):
    """Every index of a database but those by id, the worst first.

    Attributes:
        node: who was asked; each node counts only what it was asked for itself.
        nodes: how many the replica set has.
        since: when this node began to count, at its start; None where nothing is there.
    """

    node: str
    nodes: int
    since: datetime | None
    indexes: tuple[IndexUse, ...]


class _Counted(msgspec.Struct, frozen=True):
    ops: int
    since: datetime


class _Known(msgspec.Struct, frozen=True):
    """An index, as MongoDB tells of it."""

    name: str
    spec: Document
    accesses: _Counted
    size: int


_NOTHING: Mapping[str, _Known] = {}


async def report_indexes(database: Database) -> IndexReport:
    """Ask the primary which indexes there are, how large they are, and which were used.

    Raises:
        Unavailable: the database does not answer.
        MayNotAsk: it takes the action `indexStats`, which the role `dbAdmin` has.
    """
    with translated():
        hello = await database.command("hello")
        listed = await database.list_collection_names(filter={"type": "collection"})
        names = [name for name in listed if not name.startswith(_PRIVATE)]
        told = await asyncio.gather(*(_known(database, name) for name in names))
    there = dict.fromkeys(INDEXES, _NOTHING) | dict(zip(names, told, strict=True))
    uses = [use for name, known in there.items() for use in _compared(name, known)]
    worst = list(Standing)
    return IndexReport(
        node=hello.get("me", ""),
        nodes=len(hello.get("hosts", ())),
        since=min((each.accesses.since for known in told for each in known.values()), default=None),
        indexes=tuple(sorted(uses, key=lambda use: (worst.index(use.standing), use.collection, use.name))),
    )


async def _known(database: Database, name: str) -> Mapping[str, _Known]:
    collection = database[name]
    try:
        used = await (await collection.aggregate([{"$indexStats": {}}])).to_list()
        (stored,) = await (await collection.aggregate([{"$collStats": {"storageStats": {}}}])).to_list()
    except OperationFailure as error:
        if error.code == _UNAUTHORIZED:
            raise MayNotAsk from error
        raise
    sizes = stored["storageStats"]["indexSizes"]
    return {each["name"]: msgspec.convert({**each, "size": sizes[each["name"]]}, _Known) for each in used}


def _compared(collection: str, known: Mapping[str, _Known]) -> Iterator[IndexUse]:
    declared = {index.name: index for index in INDEXES.get(collection, ())}
    for name in declared.keys() - known.keys():
        yield IndexUse(collection=collection, name=name, standing=Standing.MISSING)
    for name in known.keys() - {_OF_EVERY_COLLECTION}:
        there = known[name]
        yield IndexUse(
            collection=collection,
            name=name,
            standing=_standing(declared.get(name), there),
            uses=there.accesses.ops,
            since=there.accesses.since,
            size=there.size,
        )


def _standing(declared: Index | None, there: _Known) -> Standing:
    if declared is None:
        return Standing.UNDECLARED
    if _definition(declared.model.document) != _definition(there.spec):
        return Standing.DIFFERENT
    if there.accesses.ops:
        return Standing.USED
    is_rule = declared.clash is not None or declared.expire_after is not None
    return Standing.RULE if is_rule else Standing.UNUSED


def _definition(told: Mapping[str, Any]) -> tuple[object, ...]:
    # The order of the keys counts; dicts are equal in any.
    return tuple(told["key"].items()), *(told.get(name) for name in _DEFINING)

"""Buckets, by aggregation over what an index finds of a period."""

from collections.abc import Iterable, Mapping

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.shared.figures.buckets import Bucket, Buckets
from sorbo_core.shared.figures.period import Period


class MongoBuckets(Buckets):
    """Counts the documents of a collection that has an index over these fields and the instant.

    Args:
        database: where it is.
        collection: its name.
        values: the fields, in the order of the index, and every value that each may have.
    """

    def __init__(self, database: Database, *, collection: str, values: Mapping[str, Iterable[str]]) -> None:
        self._collection = database[collection]
        self._values = values

    async def __call__(self, period: Period) -> tuple[Bucket, ...]:
        with translated():
            cursor = await self._collection.aggregate(bucketing(self._values, period))
            return tuple(msgspec.convert(each, Bucket) for each in await cursor.to_list())


def bucketing(values: Mapping[str, Iterable[str]], period: Period) -> list[Document]:
    """Return the pipeline that counts what was created in a period."""
    # Every value is named, though that excludes nothing: the index is read from range to range.
    named: Document = {name: {"$in": [str(value) for value in known]} for name, known in values.items()}
    within = {"created_at": {"$gte": period.start, "$lte": period.end}}
    month = {"$dateToString": {"date": "$created_at", "format": "%Y-%m"}}
    key = {"month": month, **{name: f"${name}" for name in values}}
    told = {"_id": 0, "month": "$_id.month", "values": {name: f"$_id.{name}" for name in values}, "count": 1}
    return [
        {"$match": {**named, **within}},
        {"$group": {"_id": key, "count": {"$sum": 1}}},
        {"$project": told},
    ]

"""Candidatures in MongoDB."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.recruitment.candidature import CANDIDATURES, Candidature
from sorbo_core.recruitment.errors import AlreadyApplied, CandidatureNotFound
from sorbo_core.recruitment.personal_data import CANDIDATURES_HELD
from sorbo_core.recruitment.ports import Candidatures


class MongoCandidatures(MongoCollection[Candidature], Candidatures):
    """Candidatures in MongoDB. They are counted from an index alone."""

    name: ClassVar = "candidatures"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="emploi_and_address", paths=("key",), clash=AlreadyApplied),
        *serving(CANDIDATURES, (), ("emploi_id",), ("state",), ("emploi_id", "state")),
        *forgetting(CANDIDATURES_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Candidature, missing=CandidatureNotFound)

    async def by_key(self, key: str) -> Candidature:
        found = await self.find({"key": {"$eq": key}})
        if found is None:
            raise CandidatureNotFound
        return found

    async def counted(self, emploi_ids: Collection[str]) -> Mapping[str, int]:
        with translated():
            cursor = await self._collection.aggregate(counting(emploi_ids))
            return {each["_id"]: each["number"] for each in await cursor.to_list()}


def counting(emploi_ids: Collection[str]) -> list[Document]:
    """Return the pipeline that counts the candidatures for each of these."""
    return [
        {"$match": {"emploi_id": {"$in": list(emploi_ids)}}},
        {"$group": {"_id": "$emploi_id", "number": {"$sum": 1}}},
    ]

"""Candidatures in MongoDB."""

from collections.abc import Collection, Mapping
from typing import ClassVar

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_adapters.mongo.store.queries import value_at
from sorbo_core.recruitment.candidature import CANDIDATURES, Candidature
from sorbo_core.recruitment.errors import AlreadyApplied, CandidatureNotFound
from sorbo_core.recruitment.personal_data import CANDIDATURES_HELD
from sorbo_core.recruitment.ports import Candidatures, Reached
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.figures.period import Period

CV_FILE = "candidate.cv.file.id"


class MongoCandidatures(MongoCollection[Candidature], Candidatures):
    """Candidatures in MongoDB. They are counted from an index alone."""

    name: ClassVar = "candidatures"
    unlisted: ClassVar = ("words",)
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="emploi_and_address", paths=("key",), clash=AlreadyApplied),
        *serving(CANDIDATURES, (), ("emploi_id",), ("state",), ("emploi_id", "state"), ("words",)),
        Index(name="cv_file", paths=(CV_FILE,), only_with=CV_FILE),
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

    async def files_among(self, ids: Collection[str]) -> frozenset[str]:
        wanted = {CV_FILE: {"$in": list(ids)}}
        with translated():
            found = await self._collection.find(wanted, {CV_FILE: True}).to_list()
        return frozenset(value_at(each, CV_FILE) for each in found)

    async def counted(self, emploi_ids: Collection[str]) -> Mapping[str, int]:
        with translated():
            cursor = await self._collection.aggregate(counting(emploi_ids))
            return {each["_id"]: each["number"] for each in await cursor.to_list()}

    async def reached(self, period: Period) -> tuple[Reached, ...]:
        with translated():
            cursor = await self._collection.aggregate(reaching(period))
            told = ({**each["_id"], "candidatures": each["number"]} for each in await cursor.to_list())
            return msgspec.convert(tuple(told), tuple[Reached, ...])


def counting(emploi_ids: Collection[str]) -> list[Document]:
    """Return the pipeline that counts the candidatures for each of these."""
    return [
        {"$match": {"emploi_id": {"$in": list(emploi_ids)}}},
        {"$group": {"_id": "$emploi_id", "number": {"$sum": 1}}},
    ]


def reaching(period: Period) -> list[Document]:
    """Return the pipeline that counts the states of candidatures received in a period, each state once."""
    month = {"$dateToString": {"date": "$created_at", "format": "%Y-%m"}}
    ever = {"$setUnion": [[CandidatureState.RECUE.value], "$history.target"]}
    key = {"month": "$month", "emploi_id": "$emploi_id", "state": "$ever"}
    return [
        {"$match": {"created_at": {"$gte": period.start, "$lte": period.end}}},
        {"$project": {"emploi_id": 1, "month": month, "ever": ever}},
        {"$unwind": "$ever"},
        {"$group": {"_id": key, "number": {"$sum": 1}}},
    ]

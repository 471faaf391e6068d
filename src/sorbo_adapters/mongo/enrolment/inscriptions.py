"""Inscriptions in MongoDB."""

from typing import ClassVar

import msgspec

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.inscription import INSCRIPTIONS, Inscription
from sorbo_core.catalogue.enrolment.personal_data import INSCRIPTIONS_HELD
from sorbo_core.catalogue.enrolment.place import CERTAIN
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Takings
from sorbo_core.shared.figures.period import Period


class MongoInscriptions(MongoCollection[Inscription], Inscriptions):
    """Inscriptions in MongoDB."""

    name: ClassVar = "inscriptions"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(INSCRIPTIONS, (), ("session_id",), ("state",), ("session_id", "state")),
        Index(name="state_confirmed_at", paths=("state", "confirmed_at")),
        *forgetting(INSCRIPTIONS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Inscription, missing=InscriptionNotFound)

    async def takings(self, period: Period) -> tuple[Takings, ...]:
        with translated():
            cursor = await self._collection.aggregate(taking(period))
            return tuple(msgspec.convert(each, Takings) for each in await cursor.to_list())


def taking(period: Period) -> list[Document]:
    """Return the pipeline that adds up what was confirmed in a period, by month and currency."""
    certain = sorted(state.value for state in CERTAIN)
    month = {"$dateToString": {"date": "$confirmed_at", "format": "%Y-%m"}}
    currency = {"$ifNull": ["$price.currency", None]}
    amount = {"$multiply": [{"$ifNull": ["$price.amount", 0]}, {"$size": "$applicant.participants"}]}
    return [
        {"$match": {"state": {"$in": certain}, "confirmed_at": {"$gte": period.start, "$lte": period.end}}},
        {
            "$group": {
                "_id": {"month": month, "currency": currency},
                "inscriptions": {"$sum": 1},
                "amount": {"$sum": amount},
            }
        },
        {"$sort": {"_id.month": 1, "_id.currency": 1}},
        {
            "$project": {
                "_id": 0,
                "month": "$_id.month",
                "currency": "$_id.currency",
                "inscriptions": 1,
                "amount": 1,
            }
        },
    ]

"""Sendings of issues to subscribers, in MongoDB."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pymongo import UpdateOne

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection, new_document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting
from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.contact.newsletter.errors import EnvoiNotFound
from sorbo_core.contact.newsletter.personal_data import ENVOIS_HELD
from sorbo_core.contact.newsletter.ports import Envois


class MongoEnvois(MongoCollection[Envoi], Envois):
    """Sendings in MongoDB."""

    name: ClassVar = "envois"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="of_infolettre", paths=("infolettre_id", "state")),
        *forgetting(ENVOIS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Envoi, missing=EnvoiNotFound)

    async def add_missing(self, envois: Sequence[Envoi]) -> None:
        writes = [
            UpdateOne(
                {"_id": {"$eq": each.id}}, {"$setOnInsert": _without_id(new_document(each))}, upsert=True
            )
            for each in envois
        ]
        with translated():
            await self._collection.bulk_write(writes, ordered=False)

    async def untried(self, infolettre_id: str) -> bool:
        with translated():
            found = await self._collection.find_one(untried_of(infolettre_id), {"_id": True})
        return found is not None

    async def tally(self, infolettre_id: str) -> Mapping[EnvoiState, int]:
        with translated():
            groups = await (await self._collection.aggregate(tally_of(infolettre_id))).to_list()
        return {EnvoiState(each["_id"]): each["count"] for each in groups}


def untried_of(infolettre_id: str) -> Document:
    """Return the condition that sendings without a first attempt meet."""
    return {"infolettre_id": {"$eq": infolettre_id}, "state": EnvoiState.A_ENVOYER.value}


def tally_of(infolettre_id: str) -> list[Document]:
    """Return the pipeline that counts the sendings of an issue by state."""
    return [
        {"$match": {"infolettre_id": {"$eq": infolettre_id}}},
        {"$group": {"_id": "$state", "count": {"$sum": 1}}},
    ]


def _without_id(document: Document) -> Document:
    del document["_id"]
    return document

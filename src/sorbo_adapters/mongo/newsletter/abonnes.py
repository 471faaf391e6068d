"""Subscribers in MongoDB."""

from collections.abc import Collection
from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.contact.newsletter.abonne import ABONNES, Abonne, AbonneState
from sorbo_core.contact.newsletter.errors import AbonneNotFound, AddressKnown
from sorbo_core.contact.newsletter.personal_data import ABONNES_HELD
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.contact.newsletter.rubrique import Rubrique


class MongoAbonnes(MongoCollection[Abonne], Abonnes):
    """Subscribers in MongoDB."""

    name: ClassVar = "abonnes"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(ABONNES, (), ("state",), ("categories",), ("state", "categories")),
        Index(name="unique_email", paths=("email",), clash=AddressKnown),
        Index(name="readers", paths=("state", "_id", "categories")),
        *forgetting(ABONNES_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Abonne, missing=AbonneNotFound)

    async def with_address(self, email: str) -> Abonne | None:
        return await self.find({"email": {"$eq": email}})

    async def readers(self, categories: Collection[Rubrique], *, after: str, limit: int) -> tuple[str, ...]:
        with translated():
            found = self._collection.find(reading(categories, after), {"_id": True}, sort={"_id": 1})
            return tuple(each["_id"] for each in await found.limit(limit).to_list())

    async def count_readers(self, categories: Collection[Rubrique], *, after: str) -> int:
        with translated():
            return await self._collection.count_documents(reading(categories, after))


def reading(categories: Collection[Rubrique], after: str) -> Document:
    """Return the condition that who reads one of the categories meets, after an id."""
    wanted = [each.value for each in categories]
    return {"state": AbonneState.CONFIRME.value, "_id": {"$gt": after}, "categories": {"$in": wanted}}

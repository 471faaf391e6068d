"""Contact in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_core.contact.demande import DEMANDES, Demande
from sorbo_core.contact.errors import AlreadyReceived, DemandeNotFound
from sorbo_core.contact.personal_data import DEMANDES_HELD
from sorbo_core.contact.ports import Demandes, StaffDirectory
from sorbo_core.identity.permissions import Role


class MongoDemandes(MongoCollection[Demande], Demandes):
    """Requests in MongoDB."""

    name: ClassVar = "demandes"
    indexes: ClassVar[tuple[Index, ...]] = (
        # Arrays that are empty would be alike.
        Index(name="alike", paths=("alike",), clash=AlreadyReceived, only_with="alike.0"),
        *serving(
            DEMANDES,
            (),
            ("state",),
            ("subject",),
            ("assignee_id",),
            ("state", "subject"),
            ("assignee_id", "state"),
        ),
        *forgetting(DEMANDES_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Demande, missing=DemandeNotFound)

    async def like(self, demande: Demande) -> Demande:
        found = await self.find({"alike": {"$in": list(demande.alike)}, "alike.0": {"$exists": True}})
        if found is None:
            raise DemandeNotFound
        return found


class MongoStaffDirectory(StaffDirectory):
    """Who works here, by the accounts in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._comptes = database[MongoComptes.name]

    async def includes(self, compte_id: str) -> bool:
        return await self.address_of(compte_id) is not None

    async def address_of(self, compte_id: str) -> str | None:
        with translated():
            condition = {"_id": {"$eq": compte_id}, "active": True, "role": {"$ne": Role.VISITOR.value}}
            found = await self._comptes.find_one(condition, {"email": True})
        return found["email"] if found is not None else None

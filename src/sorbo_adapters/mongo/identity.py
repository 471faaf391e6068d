"""Identity in MongoDB."""

from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, EmailTaken
from sorbo_core.identity.personal_data import COMPTES_HELD
from sorbo_core.identity.ports import Comptes


class MongoComptes(MongoCollection[Compte], Comptes):
    """Accounts in MongoDB."""

    name: ClassVar = "comptes"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index(name="email", paths=("email",), clash=EmailTaken),
        Index(name="active_role", paths=("active", "role", "_id")),
        *forgetting(COMPTES_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Compte, missing=CompteNotFound)

    async def by_email(self, email: str) -> Compte | None:
        return await self.find({"email": {"$eq": email}})

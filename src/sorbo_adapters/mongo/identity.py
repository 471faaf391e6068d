"""Identity in MongoDB."""

from collections.abc import Callable
from typing import ClassVar

from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index, forgetting, serving
from sorbo_adapters.mongo.store.transactions import MongoUnitOfWork, session
from sorbo_core.identity.access_link import INVITATIONS, AccessLink
from sorbo_core.identity.compte import COMPTES, Compte
from sorbo_core.identity.errors import AccessLinkNotFound, CompteNotFound, EmailTaken, LastSuperAdmin
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.personal_data import ACCESS_LINKS_HELD, COMPTES_HELD
from sorbo_core.identity.ports import AccessLinks, Comptes


class MongoComptes(MongoCollection[Compte], Comptes):
    """Accounts in MongoDB."""

    name: ClassVar = "comptes"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(COMPTES, (), ("role",), ("active",), ("active", "role")),
        Index(name="email", paths=("email",), clash=EmailTaken),
        *forgetting(COMPTES_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, Compte, missing=CompteNotFound)
        self._unit_of_work = MongoUnitOfWork(database.client)

    async def by_email(self, email: str) -> Compte | None:
        return await self.find({"email": {"$eq": email}})

    async def update_led(self, id: str, change: Callable[[Compte], Compte]) -> Compte:
        async def work() -> Compte:
            current = await self.get(id)
            if current.leads and not change(current).leads:
                await self._hold_another(id)
            return await self.update(id, change)

        return await self._unit_of_work.run(work)

    async def _hold_another(self, id: str) -> None:
        """Write to another account that leads: whoever ends that one at the same moment has to begin anew."""
        leads = {"active": True, "role": Role.SUPER_ADMIN.value, "_id": {"$ne": id}}
        with translated():
            held = await self._collection.update_one(leads, {"$inc": {"held": 1}}, session=session())
        if not held.matched_count:
            raise LastSuperAdmin


class MongoAccessLinks(MongoCollection[AccessLink], AccessLinks):
    """Links of mails in MongoDB."""

    name: ClassVar = "access_links"
    indexes: ClassVar[tuple[Index, ...]] = (
        *serving(INVITATIONS, ("purpose",), ("purpose", "state"), ("purpose", "role")),
        Index(name="told", paths=("email", "purpose", "told_at", "_id")),
        *forgetting(ACCESS_LINKS_HELD),
        OUTBOX,
    )

    def __init__(self, database: Database) -> None:
        super().__init__(database, AccessLink, missing=AccessLinkNotFound)

"""Who can be told, by the accounts in MongoDB."""

from collections.abc import Sequence

from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.gathered import Gathered
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.notifications.ports import Recipient, Recipients
from sorbo_core.shared.actor import Permission

_CONTACT = {"email": True, "role": True}


class MongoRecipients(Recipients):
    """Who can be told, by the accounts in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._comptes = database[MongoComptes.name]
        self._staff = Gathered(self._active_with)

    async def who_may(self, permission: Permission) -> tuple[Recipient, ...]:
        found = await self._staff(permission)
        return tuple(each for each in found if each.may(permission))

    async def find(self, compte_id: str) -> Recipient | None:
        with translated():
            found = await self._comptes.find_one({"_id": {"$eq": compte_id}, "active": True}, _CONTACT)
        return _recipient(found) if found is not None else None

    async def _active_with(self, permissions: Sequence[Permission]) -> tuple[Recipient, ...]:
        condition = active_with(*permissions)
        with translated():
            found = await self._comptes.find(condition, _CONTACT).to_list()
        # They are few, and not in the order of the index that finds them.
        return tuple(sorted(map(_recipient, found), key=lambda each: each.id))


def active_with(*any_of: Permission) -> Document:
    """Return the condition on active accounts whose role has one of the permissions."""
    roles = [role.value for role, permissions in ROLES.items() if not permissions.isdisjoint(any_of)]
    return {"active": True, "role": {"$in": roles}}


def _recipient(document: Document) -> Recipient:
    role = Role(document["role"])
    return Recipient(id=document["_id"], email=document["email"], permissions=ROLES[role])

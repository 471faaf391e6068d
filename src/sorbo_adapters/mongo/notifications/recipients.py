"""Who can be told, by the accounts in MongoDB."""

from sorbo_adapters.mongo.client import Database, Document
from sorbo_adapters.mongo.errors import translated
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.notifications.ports import Recipient, Recipients
from sorbo_core.shared.actor import Permission

_CONTACT = {"email": True, "role": True}


class MongoRecipients(Recipients):
    """Who can be told, by the accounts in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._comptes = database[MongoComptes.name]

    async def who_may(self, permission: Permission) -> tuple[Recipient, ...]:
        with translated():
            found = await self._comptes.find(active_with(permission), _CONTACT, sort=[("_id", 1)]).to_list()
        return tuple(map(_recipient, found))

    async def find(self, compte_id: str) -> Recipient | None:
        with translated():
            found = await self._comptes.find_one({"_id": {"$eq": compte_id}, "active": True}, _CONTACT)
        return _recipient(found) if found is not None else None


def active_with(permission: Permission) -> Document:
    """Return the condition on active accounts whose role has the permission."""
    roles = [role.value for role, permissions in ROLES.items() if permission in permissions]
    return {"active": True, "role": {"$in": roles}}


def _recipient(document: Document) -> Recipient:
    role = Role(document["role"])
    return Recipient(id=document["_id"], email=document["email"], permissions=ROLES[role])

"""Who can be told, by the accounts in memory."""

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.permissions import ROLES
from sorbo_core.notifications.ports import Recipient, Recipients
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.query import Filter, ListQuery, Op

_ALL = 1_000_000


class MemoryRecipients(Recipients):
    """Who can be told, by the accounts in memory."""

    def __init__(self, comptes: MemoryComptes) -> None:
        self._comptes = comptes

    async def who_may(self, permission: Permission) -> tuple[Recipient, ...]:
        active = Filter("active", Op.EQ, value=True)
        page = await self._comptes.list(ListQuery(filters=(active,), limit=_ALL))
        found = map(_recipient, page.items)
        return tuple(each for each in found if each.may(permission))

    async def find(self, compte_id: str) -> Recipient | None:
        try:
            compte = await self._comptes.get(compte_id)
        except CompteNotFound:
            return None
        return _recipient(compte) if compte.active else None


def _recipient(compte: Compte) -> Recipient:
    return Recipient(id=compte.id, email=compte.email, permissions=ROLES[compte.role])

"""Identity in memory."""

from collections.abc import Callable

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import AccessLinkNotFound, CompteNotFound, EmailTaken, LastSuperAdmin
from sorbo_core.identity.ports import AccessLinks, Comptes


class MemoryComptes(MemoryCollection[Compte], Comptes):
    """Accounts in memory."""

    def __init__(self) -> None:
        super().__init__("comptes", Compte, missing=CompteNotFound, unique={"email": EmailTaken})

    async def by_email(self, email: str) -> Compte | None:
        return await self.find("email", email)

    async def update_led(self, id: str, change: Callable[[Compte], Compte]) -> Compte:
        current = await self.get(id)
        others = (self._decoded(each) for each in self._documents.values() if each["id"] != id)
        if current.leads and not change(current).leads and not any(each.leads for each in others):
            raise LastSuperAdmin
        return await self.update(id, change)


class MemoryAccessLinks(MemoryCollection[AccessLink], AccessLinks):
    """Links of mails in memory."""

    def __init__(self) -> None:
        super().__init__("access_links", AccessLink, missing=AccessLinkNotFound)

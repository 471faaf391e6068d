"""Contact in memory."""

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.contact.demande import Demande
from sorbo_core.contact.errors import AlreadyReceived, DemandeNotFound
from sorbo_core.contact.ports import Demandes, StaffDirectory
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.permissions import Role


class MemoryDemandes(MemoryCollection[Demande], Demandes):
    """Requests in memory."""

    def __init__(self) -> None:
        super().__init__("demandes", Demande, missing=DemandeNotFound, unique={"alike": AlreadyReceived})

    async def like(self, demande: Demande) -> Demande:
        for digest in demande.alike:
            found = await self.find("alike", digest)
            if found is not None:
                return found
        raise DemandeNotFound


class MemoryStaffDirectory(StaffDirectory):
    """Who works here, by the accounts in memory."""

    def __init__(self, comptes: MemoryComptes) -> None:
        self._comptes = comptes

    async def includes(self, compte_id: str) -> bool:
        return await self.address_of(compte_id) is not None

    async def address_of(self, compte_id: str) -> str | None:
        try:
            compte = await self._comptes.get(compte_id)
        except CompteNotFound:
            return None
        works_here = compte.active and compte.role is not Role.VISITOR
        return compte.email if works_here else None

"""Contact in memory."""

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.contact.demande import Demande
from sorbo_core.contact.errors import DemandeNotFound
from sorbo_core.contact.ports import Demandes, StaffDirectory
from sorbo_core.identity.errors import CompteNotFound


class MemoryDemandes(MemoryCollection[Demande], Demandes):
    """Requests in memory."""

    def __init__(self) -> None:
        super().__init__("demandes", Demande, missing=DemandeNotFound)


class MemoryStaffDirectory(StaffDirectory):
    """Who works here, by the accounts in memory."""

    def __init__(self, comptes: MemoryComptes) -> None:
        self._comptes = comptes

    async def includes(self, compte_id: str) -> bool:
        try:
            compte = await self._comptes.get(compte_id)
        except CompteNotFound:
            return False
        return compte.active

"""Identity in memory."""

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, EmailTaken
from sorbo_core.identity.ports import Comptes


class MemoryComptes(MemoryCollection[Compte], Comptes):
    """Accounts in memory."""

    def __init__(self) -> None:
        super().__init__("comptes", Compte, missing=CompteNotFound, unique={"email": EmailTaken})

    async def by_email(self, email: str) -> Compte | None:
        return await self.find("email", email)

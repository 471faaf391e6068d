"""Subscribers in memory."""

from collections.abc import Collection

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.errors import AbonneNotFound, AddressKnown
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.contact.newsletter.rubrique import Rubrique


class MemoryAbonnes(MemoryCollection[Abonne], Abonnes):
    """Subscribers in memory."""

    def __init__(self) -> None:
        super().__init__("abonnes", Abonne, missing=AbonneNotFound, unique={"email": AddressKnown})

    async def with_address(self, email: str) -> Abonne | None:
        return await self.find("email", email)

    async def readers(self, categories: Collection[Rubrique], *, after: str, limit: int) -> tuple[str, ...]:
        return self._readers(categories, after)[:limit]

    async def count_readers(self, categories: Collection[Rubrique], *, after: str) -> int:
        return len(self._readers(categories, after))

    def _readers(self, categories: Collection[Rubrique], after: str) -> tuple[str, ...]:
        following = sorted(id_ for id_ in self._documents if id_ > after)
        return tuple(id_ for id_ in following if self._decoded(self._documents[id_]).reads(categories))

"""Sendings of issues to subscribers, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.contact.newsletter.errors import EnvoiNotFound
from sorbo_core.contact.newsletter.ports import Envois


class MemoryEnvois(MemoryCollection[Envoi], Envois):
    """Sendings in memory."""

    def __init__(self) -> None:
        super().__init__("envois", Envoi, missing=EnvoiNotFound)

    async def add_missing(self, envois: Sequence[Envoi]) -> None:
        for envoi in envois:
            if not self.holds(envoi.id):
                await self.add(envoi)

    async def untried(self, infolettre_id: str) -> bool:
        return EnvoiState.A_ENVOYER in self._states(infolettre_id)

    async def tally(self, infolettre_id: str) -> Mapping[EnvoiState, int]:
        return Counter(self._states(infolettre_id))

    def _states(self, infolettre_id: str) -> list[EnvoiState]:
        return [
            EnvoiState(each["state"])
            for each in self._documents.values()
            if each["infolettre_id"] == infolettre_id
        ]

"""The catalogue in memory."""

from datetime import date

from sorbo_adapters.memory.publication.entries import MemoryEntries
from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.catalogue.errors import SessionNotFound
from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.catalogue.logiciel import LOGICIEL, Logiciel
from sorbo_core.catalogue.ports import Formations, Logiciels, Sessions
from sorbo_core.catalogue.session import TAKES_PLACE, Session
from sorbo_core.shared.publication.publishable import Status


class MemoryFormations(MemoryEntries[Formation], Formations):
    """Formations in memory."""

    def __init__(self) -> None:
        super().__init__(FORMATION)


class MemoryLogiciels(MemoryEntries[Logiciel], Logiciels):
    """Logiciels in memory."""

    def __init__(self) -> None:
        super().__init__(LOGICIEL)


class MemorySessions(MemoryCollection[Session], Sessions):
    """Sessions in memory."""

    def __init__(self) -> None:
        super().__init__("sessions", Session, missing=SessionNotFound)

    async def count_to_come(self, today: date) -> int:
        every = (self._decoded(document) for document in self._documents.values())
        return sum(
            each.status is Status.PUBLIE and each.details.start >= today and each.details.state in TAKES_PLACE
            for each in every
        )

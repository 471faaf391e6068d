"""Inscriptions in memory."""

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.ports import Inscriptions


class MemoryInscriptions(MemoryCollection[Inscription], Inscriptions):
    """Inscriptions in memory."""

    def __init__(self) -> None:
        super().__init__("inscriptions", Inscription, missing=InscriptionNotFound)

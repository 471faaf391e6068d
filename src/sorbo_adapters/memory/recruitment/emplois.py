"""Job offers in memory."""

from sorbo_adapters.memory.publication.entries import MemoryEntries
from sorbo_core.recruitment.emploi import EMPLOI, Emploi
from sorbo_core.recruitment.ports import Emplois


class MemoryEmplois(MemoryEntries[Emploi], Emplois):
    """Job offers in memory."""

    def __init__(self) -> None:
        super().__init__(EMPLOI)

"""Actualites in memory."""

from sorbo_adapters.memory.publication.entries import MemoryEntries
from sorbo_core.content.actualite import ACTUALITE, Actualite
from sorbo_core.content.ports import Actualites


class MemoryActualites(MemoryEntries[Actualite], Actualites):
    """News articles in memory."""

    def __init__(self) -> None:
        super().__init__(ACTUALITE)

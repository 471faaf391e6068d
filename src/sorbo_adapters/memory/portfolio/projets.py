"""Projets in memory."""

from sorbo_adapters.memory.publication.entries import MemoryEntries
from sorbo_core.portfolio.ports import Projets
from sorbo_core.portfolio.projet import PROJET, Projet


class MemoryProjets(MemoryEntries[Projet], Projets):
    """Reference projects in memory."""

    def __init__(self) -> None:
        super().__init__(PROJET)

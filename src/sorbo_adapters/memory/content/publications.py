"""Publications in memory."""

from sorbo_adapters.memory.publication.entries import MemoryEntries
from sorbo_core.content.ports import Publications
from sorbo_core.content.publication import PUBLICATION, Publication


class MemoryPublications(MemoryEntries[Publication], Publications):
    """Documents to download in memory."""

    def __init__(self) -> None:
        super().__init__(PUBLICATION)

"""Issues of the newsletter in memory."""

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.contact.newsletter.errors import InfolettreNotFound
from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.ports import Infolettres


class MemoryInfolettres(MemoryCollection[Infolettre], Infolettres):
    """Issues in memory."""

    def __init__(self) -> None:
        super().__init__("infolettres", Infolettre, missing=InfolettreNotFound)

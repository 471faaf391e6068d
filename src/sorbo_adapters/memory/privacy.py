"""Privacy in memory."""

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.privacy.disclosure import Disclosure
from sorbo_core.privacy.erasure import Erasure
from sorbo_core.privacy.errors import ErasureNotFound
from sorbo_core.privacy.ports import Disclosures, Erasures
from sorbo_core.shared.errors import NotFound


class MemoryDisclosures(MemoryCollection[Disclosure], Disclosures):
    """That personal data were exported, in memory."""

    def __init__(self) -> None:
        super().__init__("disclosures", Disclosure, missing=NotFound)


class MemoryErasures(MemoryCollection[Erasure], Erasures):
    """Records of erasures in memory."""

    def __init__(self) -> None:
        super().__init__("erasures", Erasure, missing=ErasureNotFound)

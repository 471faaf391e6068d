"""What the catalogue needs from outside."""

from abc import abstractmethod
from datetime import date
from typing import Protocol

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.logiciel import Logiciel
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.ports import Listed
from sorbo_core.shared.publication.ports import Entries


class Formations(Entries[Formation], Protocol):
    """All formations, with their events and versions."""


class Logiciels(Entries[Logiciel], Protocol):
    """All logiciels, with their events and versions."""


class Sessions(Listed[Session], Protocol):
    """All sessions, with their events."""

    @abstractmethod
    async def count_to_come(self, today: date) -> int:
        """Return how many published ones start on this day or later and are to take place."""

"""What the portfolio needs from outside."""

from typing import Protocol

from sorbo_core.portfolio.projet import Projet
from sorbo_core.shared.publication.ports import Entries


class Projets(Entries[Projet], Protocol):
    """All projets, with their events and versions."""

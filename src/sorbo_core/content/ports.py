"""What the site's content needs from outside."""

from typing import Protocol

from sorbo_core.content.actualite import Actualite
from sorbo_core.content.publication import Publication
from sorbo_core.shared.publication.ports import Entries


class Actualites(Entries[Actualite], Protocol):
    """All actualites, with their events and versions."""


class Publications(Entries[Publication], Protocol):
    """All publications, with their events and versions."""

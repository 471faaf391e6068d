"""What a use case that is written once has to know of the noun that it serves."""

from typing import Generic, TypeVar

import msgspec

from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.publication.publishable import Publishable

P = TypeVar("P", bound=Publishable)


class Noun(msgspec.Struct, Generic[P], frozen=True, kw_only=True):
    """One published noun of the business.

    Attributes:
        name: in the singular, as events are named (`formation`); its plural ends in s.
        entity: the class of its entities.
        missing: the error that says that there is none.
        writes: the permission that changing one needs.
    """

    name: str
    entity: type[P]
    missing: type[NotFound]
    writes: Permission

    @property
    def plural(self) -> str:
        """Its name as collections and paths have it."""
        return f"{self.name}s"

    def told(self, text: str) -> str:
        """Return what is said of entries ("an entry", "entries") in the noun's own word."""
        article = "an" if self.name[0] in "aeiou" else "a"
        text = text.replace("an entry", f"{article} {self.name}").replace("entries", self.plural)
        return text.replace("entry", self.name)

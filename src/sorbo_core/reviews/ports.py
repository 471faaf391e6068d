"""What reviews need from outside."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from sorbo_core.reviews.avis import Avis, Reviewed
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.query import ListQuery, Page


class Reviews(Protocol):
    """All avis, with their events."""

    @abstractmethod
    async def add(self, avis: Avis, /) -> Avis:
        """Store a new avis with its events and return it at version 1.

        Raises:
            AlreadyExists: an avis has this id.
            AvisRepeated: another one has its key.
        """

    @abstractmethod
    async def get(self, id: str) -> Avis:
        """Return the avis with this id.

        Raises:
            AvisNotFound: there is none.
        """

    @abstractmethod
    async def update(self, id: str, change: Callable[[Avis], Avis]) -> Avis:
        """Replace the avis by what `change` makes of it, as `Entries.update` does.

        Raises:
            AvisNotFound: there is none with this id.
        """

    @abstractmethod
    async def list(self, query: ListQuery) -> Page[Avis]:
        """Return one page of the avis that meet the query."""

    @abstractmethod
    async def ratings(self, noun: Reviewed, entry_ids: Collection[str]) -> Mapping[str, Rating]:
        """Return by id how these things are rated by what is approved; what nobody rates is absent."""


class Shown(Protocol):
    """What visitors see of the things that avis are about; other areas hold them."""

    @abstractmethod
    async def identify(self, noun: Reviewed, key: str) -> str:
        """Return the id of the thing with this slug or id.

        Raises:
            NotFound: visitors see no such thing (the noun's own error).
        """

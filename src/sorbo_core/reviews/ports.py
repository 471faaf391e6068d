"""What reviews need from outside."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from sorbo_core.reviews.avis import Avis, Reviewed
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.ports import Listed


class Ratings(Protocol):
    """How things are rated by what is approved."""

    @abstractmethod
    async def ratings(self, noun: Reviewed, entry_ids: Collection[str]) -> Mapping[str, Rating]:
        """Return by id how these things are rated; what nobody rates is absent."""


class Reviews(Listed[Avis], Ratings, Protocol):
    """All avis, with their events.

    `add` raises AvisRepeated as well: another one has its key.
    """

    @abstractmethod
    async def all_ratings(self, noun: Reviewed, *, most: int) -> Mapping[str, Rating] | None:
        """Return by id how all things of a noun are rated; None if more avis than that are approved."""


class Shown(Protocol):
    """What visitors see of the things that avis are about; other areas hold them."""

    @abstractmethod
    async def identify(self, noun: Reviewed, key: str) -> str:
        """Return the id of the thing with this slug or id.

        Raises:
            NotFound: visitors see no such thing (the noun's own error).
        """

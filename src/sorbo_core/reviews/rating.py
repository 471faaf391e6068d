"""Rating: what the avis that visitors see add up to."""

from typing import Annotated, Self

import msgspec
from msgspec import Meta

Stars = Annotated[int, Meta(ge=1, le=5)]


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """How something is rated.

    Attributes:
        average: of the stars, to one decimal.
        count: how many avis there are, at least one.
    """

    average: float
    count: int

    @classmethod
    def of(cls, *, total: int, count: int) -> Self:
        """Return the rating that so many stars of so many avis make."""
        return cls(average=round(total / count, 1), count=count)

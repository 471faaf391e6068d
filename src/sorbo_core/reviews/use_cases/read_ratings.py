"""Read how things are rated."""

from collections.abc import Collection, Mapping

from sorbo_core.reviews.avis import Reviewed
from sorbo_core.reviews.ports import Ratings
from sorbo_core.reviews.rating import Rating


class ReadRatings:
    """Tell how things of one noun are rated, by id, all of them with one question.

    Only what staff have approved counts; what nobody has rated is absent.
    """

    def __init__(self, *, ratings: Ratings) -> None:
        self._ratings = ratings

    async def __call__(self, *, noun: Reviewed, entry_ids: Collection[str]) -> Mapping[str, Rating]:
        return await self._ratings.ratings(noun, entry_ids) if entry_ids else {}

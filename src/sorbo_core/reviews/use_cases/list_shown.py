"""List the avis that visitors see."""

from sorbo_core.reviews.avis import Avis, Reviewed, approved_of
from sorbo_core.reviews.ports import Reviews, Shown
from sorbo_core.shared.query import ListQuery, Page


class ListShownAvis:
    """List what people say of an entry, one page at a time: the avis that staff have approved.

    Raises:
        NotFound: visitors see no such entry.
    """

    def __init__(self, *, reviews: Reviews, shown: Shown) -> None:
        self._reviews = reviews
        self._shown = shown

    async def __call__(self, *, noun: Reviewed, key: str, query: ListQuery) -> Page[Avis]:
        entry_id = await self._shown.identify(noun, key)
        return await self._reviews.list(query.where(*approved_of(noun, entry_id)))

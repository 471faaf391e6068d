"""Small tables that answers are made from, kept whole."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from sorbo_core.shared.caching.cache import Cache
from sorbo_core.shared.caching.ports import Kept
from sorbo_core.shared.caching.tags import Tags

R = TypeVar("R")

Table = Mapping[str, R]


class Tables:
    """Keeps small tables whole in this process, so that answers that are not kept ask one question less.

    Args:
        cache: forgets them with the answers that are made from them.
        most: documents that a table may be made from; a larger one is not kept. 0 keeps none.
    """

    def __init__(self, *, cache: Cache[Any], most: int) -> None:
        self._cache = cache
        self._most = most

    async def whole(
        self, name: str, tags: Tags, read: Callable[[int], Awaitable[Table[R] | None]]
    ) -> Table[R] | None:
        """Return a table, or None where it is too large or nothing can be kept now: ask for what you need.

        Args:
            name: tells it from others.
            tags: what it is made from.
            read: reads it; None if it is made from more than so many documents.

        Raises:
            Unavailable: it cannot be read now, and was not kept.
        """
        if not (self._most and self._cache.keeps):
            return None

        async def make() -> Kept[Table[R] | None]:
            began = self._cache.now()
            # That it is too large is worth keeping as well: nobody reads it again in vain.
            return Kept(value=await read(self._most), tags=tags, made_at=began)

        found = await self._cache.get(name, make)
        return found.kept.value if found is not None else None

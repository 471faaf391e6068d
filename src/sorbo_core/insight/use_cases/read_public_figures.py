"""Read the public figures."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import msgspec

from sorbo_core.insight.ports import SearchIndex
from sorbo_core.shared.counting.ports import Counters
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.noun import Noun


class PublicFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers that everybody may see.

    Attributes:
        published: how many things of each kind visitors see.
        sessions_to_come: how many published sessions start today or later.
        downloads: how often visitors downloaded things of some kinds.
    """

    published: dict[str, int]
    sessions_to_come: int
    downloads: dict[str, int]


class ReadPublicFigures:
    """Tell how much is published of each kind, how much was downloaded, and how many sessions are to come.

    What is published counts as soon as it can be found, a moment after it is shown; a download counts
    some seconds later.
    """

    def __init__(
        self,
        *,
        index: SearchIndex,
        kinds: tuple[str, ...],
        sessions_to_come: Callable[[date], Awaitable[int]],
        counters: Counters,
        downloaded: tuple[Noun[Any], ...],
        clock: Clock,
    ) -> None:
        self._index = index
        self._kinds = kinds
        self._sessions_to_come = sessions_to_come
        self._counters = counters
        self._downloaded = downloaded
        self._clock = clock

    async def __call__(self) -> PublicFigures:
        shown = await self._index.count_shown()
        totals = await asyncio.gather(*(self._counters.total(noun.plural) for noun in self._downloaded))
        return PublicFigures(
            published={kind: shown.get(kind, 0) for kind in self._kinds},
            downloads=dict(zip((noun.name for noun in self._downloaded), totals, strict=True)),
            sessions_to_come=await self._sessions_to_come(self._clock.now().date()),
        )

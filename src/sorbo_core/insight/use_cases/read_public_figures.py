"""Read the public figures."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import msgspec

from sorbo_core.insight.ports import SearchIndex
from sorbo_core.shared.ports import Clock


class PublicFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers that everybody may see.

    Attributes:
        published: how many things of each kind visitors see.
        sessions_to_come: how many published sessions start today or later.
    """

    published: dict[str, int]
    sessions_to_come: int


class ReadPublicFigures:
    """Tell how much is published of each kind, and how many sessions are to come.

    What is published counts as soon as it can be found, a moment after it is shown.
    """

    def __init__(
        self,
        *,
        index: SearchIndex,
        kinds: tuple[str, ...],
        sessions_to_come: Callable[[date], Awaitable[int]],
        clock: Clock,
    ) -> None:
        self._index = index
        self._kinds = kinds
        self._sessions_to_come = sessions_to_come
        self._clock = clock

    async def __call__(self) -> PublicFigures:
        counts = await asyncio.gather(*map(self._index.count_shown, self._kinds))
        return PublicFigures(
            published=dict(zip(self._kinds, counts, strict=True)),
            sessions_to_come=await self._sessions_to_come(self._clock.now().date()),
        )

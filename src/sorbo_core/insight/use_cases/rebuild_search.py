"""Rebuild the search index."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any

from sorbo_core.insight.ports import Rebuilds, SearchIndex
from sorbo_core.insight.search.record import Record
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.query import ListQuery

_AT_ONCE = 100


class RebuildSearch:
    """Keep every entry of every kind anew, while searches and changes go on.

    One that was cut off goes on where it was, unless it is to start afresh. Where an entry changes
    meanwhile, the index keeps the newest.

    Raises:
        Unavailable: a part is away.
    """

    def __init__(
        self, *, index: SearchIndex, rebuilds: Rebuilds, entries: Mapping[str, Entries[Any]]
    ) -> None:
        self._index = index
        self._rebuilds = rebuilds
        self._entries = entries

    async def __call__(self, *, afresh: bool = False) -> AsyncGenerator[tuple[str, int], None]:
        """Yield each kind with how many were kept since the last time, until all are done."""
        for kind in self._entries:
            if afresh:
                await self._rebuilds.reach(kind, None)
        for kind, entries in self._entries.items():
            while kept := await self._keep_some(kind, entries):
                yield kind, kept
        for kind in self._entries:
            await self._rebuilds.reach(kind, None)

    async def _keep_some(self, kind: str, entries: Entries[Any]) -> int:
        reached = await self._rebuilds.reached(kind)
        after = None if reached is None else (reached,)
        page = await entries.list(ListQuery(limit=_AT_ONCE, after=after))
        for entry in page.items:
            await self._index.keep(Record.of(kind, entry))
        if page.items:
            await self._rebuilds.reach(kind, page.items[-1].id)
        return len(page.items)

"""Update the search index."""

from collections.abc import Mapping
from typing import Any

from sorbo_core.insight.ports import SearchIndex
from sorbo_core.insight.search.record import Record
from sorbo_core.insight.tags import SEARCH
from sorbo_core.shared.caching.invalidating import Invalidates
from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.events import Event
from sorbo_core.shared.publication.ports import Entries


class UpdateSearch:
    """Keep of an entry what can be found, or nothing while visitors do not see it.

    It reads the entry as it is now and the index keeps the newest, so that events may come late, twice
    or in another order.

    Raises:
        Unavailable: a part is away.
    """

    def __init__(
        self, *, index: SearchIndex, entries: Mapping[str, Entries[Any]], answers: Invalidates
    ) -> None:
        self._index = index
        self._entries = entries
        self._answers = answers

    async def __call__(self, event: Event) -> None:
        kind = event.type.partition(".")[0]
        try:
            record = Record.of(kind, await self._entries[kind].get(event.entity_id))
        except NotFound:
            record = Record.gone(kind, event.entity_id)
        await self._index.keep(record)
        await self._answers.invalidate((SEARCH,))

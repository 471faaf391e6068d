"""Publish what is due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort

_AT_ONCE = 100


class PublishDue:
    """Show to visitors what is planned for now or earlier, of every noun.

    Every process may try at any time: an entry is published once, and one that was changed or
    archived meanwhile is judged as it is then. What is left over is for the next pass.

    Raises:
        Unavailable: a part is away.
    """

    def __init__(self, *, entries: Sequence[Entries[Any]], clock: Clock) -> None:
        self._nouns = entries
        self._clock = clock

    async def __call__(self) -> int:
        now = self._clock.now()
        published = 0
        for entries in self._nouns:
            for entry in (await entries.list(_due(now))).items:
                after = await entries.update(entry.id, lambda current: current.publish_if_due(at=now))
                published += after.version > entry.version
        return published


def _due(now: datetime) -> ListQuery:
    filters = (Filter("status", Op.EQ, Status.PLANIFIE), Filter("publish_at", Op.LTE, now))
    return ListQuery(filters=filters, sort=(Sort("publish_at", type=datetime),), limit=_AT_ONCE)

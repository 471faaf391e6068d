"""The upcoming sessions of formations, kept in the process."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from heapq import merge

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session, upcoming
from sorbo_core.shared.caching.tables import Tables

MOST_OF_EACH, MOST_TOGETHER = 50, 1000
_MADE_FROM = ("session",)

ByFormation = Mapping[str, tuple[Session, ...]]


class UpcomingSessions:
    """Tells of the published sessions of formations from a day on, soonest first.

    At most 50 of each formation, and the soonest 1000 of all; from a table of all upcoming sessions
    while that is small, else with one question.
    """

    def __init__(self, *, sessions: Sessions, tables: Tables) -> None:
        self._sessions = sessions
        self._tables = tables

    async def __call__(self, formation_ids: Collection[str], *, since: date) -> tuple[Session, ...]:
        """Return the sessions of these formations."""
        table = await self._tables.whole(
            f"upcoming/{since}", _MADE_FROM, lambda most: self._all(since=since, most=most)
        )
        if table is None:
            most = MOST_OF_EACH if len(formation_ids) == 1 else MOST_TOGETHER
            page = await self._sessions.list(upcoming(*formation_ids, since=since, most=most))
            table = _by_formation(page.items)
        each = (table.get(id_, ())[:MOST_OF_EACH] for id_ in formation_ids)
        return tuple(merge(*each, key=_when))[:MOST_TOGETHER]

    async def _all(self, *, since: date, most: int) -> ByFormation | None:
        page = await self._sessions.list(upcoming(since=since, most=most))
        return _by_formation(page.items) if page.next is None else None


def _by_formation(sessions: Collection[Session]) -> ByFormation:
    found: dict[str, list[Session]] = defaultdict(list)
    for each in sessions:
        found[each.formation_id].append(each)
    return {id_: tuple(given) for id_, given in found.items()}


def _when(session: Session) -> tuple[date, str]:
    return session.details.start, session.id

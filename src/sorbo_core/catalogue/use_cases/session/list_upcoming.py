"""List the upcoming sessions of several formations."""

from collections import Counter
from collections.abc import Collection

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session, upcoming
from sorbo_core.catalogue.use_cases.formation.read import MOST_SESSIONS
from sorbo_core.shared.ports import Clock

MOST_TOGETHER = 1000


class ListUpcomingSessions:
    """List the published sessions of formations that start today or later, soonest first.

    At most 50 of each formation and the soonest 1000 of all, read with one question.
    """

    def __init__(self, *, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, formation_ids: Collection[str]) -> tuple[Session, ...]:
        if not formation_ids:
            return ()
        today = self._clock.now().date()
        page = await self._sessions.list(upcoming(*formation_ids, since=today, most=MOST_TOGETHER))
        seen: Counter[str] = Counter()
        return tuple(each for each in page.items if _counted(each, seen) <= MOST_SESSIONS)


def _counted(session: Session, seen: Counter[str]) -> int:
    """Return how many sessions of the same formation there have been, this one included."""
    seen[session.formation_id] += 1
    return seen[session.formation_id]

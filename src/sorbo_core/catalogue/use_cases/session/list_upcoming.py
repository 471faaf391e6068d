"""List the upcoming sessions of several formations."""

from collections.abc import Collection

from sorbo_core.catalogue.session import Session
from sorbo_core.catalogue.upcoming import UpcomingSessions
from sorbo_core.shared.ports import Clock


class ListUpcomingSessions:
    """List the published sessions of formations that start today or later, soonest first.

    At most 50 of each formation and the soonest 1000 of all, read with one question.
    """

    def __init__(self, *, upcoming: UpcomingSessions, clock: Clock) -> None:
        self._upcoming = upcoming
        self._clock = clock

    async def __call__(self, *, formation_ids: Collection[str]) -> tuple[Session, ...]:
        if not formation_ids:
            return ()
        return await self._upcoming(formation_ids, since=self._clock.now().date())

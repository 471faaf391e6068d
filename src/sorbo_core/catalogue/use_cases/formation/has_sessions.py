"""Does a formation have sessions."""

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import SESSIONS
from sorbo_core.shared.publication.ports import References
from sorbo_core.shared.query import Filter, ListQuery, Op


class HasSessions(References):
    """Tell whether a formation has a session, whatever its status."""

    def __init__(self, *, sessions: Sessions) -> None:
        self._sessions = sessions

    async def __call__(self, *, id: str) -> bool:
        of_it = (Filter("formation_id", Op.EQ, id),)
        page = await self._sessions.list(ListQuery(filters=of_it, sort=SESSIONS.sorts["start"], limit=1))
        return bool(page.items)

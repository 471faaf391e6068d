"""List sessions."""

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListSessions:
    """List sessions for staff, one page at a time; visitors read those of one formation with it.

    Raises:
        Unauthenticated, Forbidden: the actor may not read drafts.
    """

    def __init__(self, *, sessions: Sessions) -> None:
        self._sessions = sessions

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Session]:
        actor.require(Permission.READ_DRAFTS)
        return await self._sessions.list(query)

"""List invitations."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import Filter, ListQuery, Op, Page


class ListInvitations:
    """List the invitations of the last seven days, one page at a time, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not read accounts.
    """

    def __init__(self, *, links: AccessLinks) -> None:
        self._links = links

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[AccessLink]:
        actor.require(Permission.READ_COMPTES)
        return await self._links.list(query.where(Filter("purpose", Op.EQ, LinkPurpose.INVITATION)))

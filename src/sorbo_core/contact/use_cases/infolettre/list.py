"""List issues of the newsletter."""

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListInfolettres:
    """List issues for staff, one page at a time, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not read them.
    """

    def __init__(self, *, infolettres: Infolettres) -> None:
        self._infolettres = infolettres

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Infolettre]:
        actor.require(Permission.READ_ABONNES)
        return await self._infolettres.list(query)

"""List subscribers."""

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListAbonnes:
    """List subscribers for staff, one page at a time, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not read subscribers.
    """

    def __init__(self, *, abonnes: Abonnes) -> None:
        self._abonnes = abonnes

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Abonne]:
        actor.require(Permission.READ_ABONNES)
        return await self._abonnes.list(query)

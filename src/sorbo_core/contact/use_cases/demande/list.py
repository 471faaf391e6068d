"""List requests."""

from sorbo_core.contact.demande import Demande
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListDemandes:
    """List requests for staff, one page at a time, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not read requests.
    """

    def __init__(self, *, demandes: Demandes) -> None:
        self._demandes = demandes

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Demande]:
        actor.require(Permission.READ_DEMANDES)
        return await self._demandes.list(query)

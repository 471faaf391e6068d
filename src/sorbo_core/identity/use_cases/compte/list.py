"""List accounts."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListComptes:
    """List the accounts of staff and visitors, one page at a time, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not read accounts.
    """

    def __init__(self, *, comptes: Comptes) -> None:
        self._comptes = comptes

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Compte]:
        actor.require(Permission.READ_COMPTES)
        return await self._comptes.list(query)

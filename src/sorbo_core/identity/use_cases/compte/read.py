"""Read one account."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.actor import Actor, Permission


class ReadCompte:
    """Read one account: whose it is, what for, and whether its holder can log in.

    Raises:
        Unauthenticated, Forbidden: the actor may not read accounts.
        CompteNotFound: there is none with this id.
    """

    def __init__(self, *, comptes: Comptes) -> None:
        self._comptes = comptes

    async def __call__(self, *, actor: Actor, id: str) -> Compte:
        actor.require(Permission.READ_COMPTES)
        return await self._comptes.get(id)

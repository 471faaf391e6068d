"""Read one subscriber."""

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.shared.actor import Actor, Permission


class ReadAbonne:
    """Read one subscriber: the address, and what its holder agreed to.

    Raises:
        Unauthenticated, Forbidden: the actor may not read subscribers.
        AbonneNotFound: there is none with this id.
    """

    def __init__(self, *, abonnes: Abonnes) -> None:
        self._abonnes = abonnes

    async def __call__(self, *, actor: Actor, id: str) -> Abonne:
        actor.require(Permission.READ_ABONNES)
        return await self._abonnes.get(id)

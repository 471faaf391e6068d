"""Read one issue of the newsletter."""

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.shared.actor import Actor, Permission


class ReadInfolettre:
    """Read one issue.

    Raises:
        Unauthenticated, Forbidden: the actor may not read it.
        InfolettreNotFound: there is none with this id.
    """

    def __init__(self, *, infolettres: Infolettres) -> None:
        self._infolettres = infolettres

    async def __call__(self, *, actor: Actor, id: str) -> Infolettre:
        actor.require(Permission.READ_ABONNES)
        return await self._infolettres.get(id)

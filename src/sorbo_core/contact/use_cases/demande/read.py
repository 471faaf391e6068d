"""Read one request."""

from sorbo_core.contact.demande import Demande
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.actor import Actor, Permission


class ReadDemande:
    """Read one request with everything that the visitor wrote.

    Raises:
        Unauthenticated, Forbidden: the actor may not read requests.
        DemandeNotFound: there is none with this id.
    """

    def __init__(self, *, demandes: Demandes) -> None:
        self._demandes = demandes

    async def __call__(self, *, actor: Actor, id: str) -> Demande:
        actor.require(Permission.READ_DEMANDES)
        return await self._demandes.get(id)

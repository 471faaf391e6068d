"""Move a request on."""

from sorbo_core.contact.demande import Demande, DemandeState
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class MoveDemande:
    """Move a request through nouveau, en_traitement and traite.

    From nouveau to either of the others; between en_traitement and traite both ways; never back
    to nouveau.

    Raises:
        Unauthenticated, Forbidden: the actor may not work on requests.
        DemandeNotFound: there is none with this id.
        MoveRefused: it does not go from its present state to that one.
        Stale: somebody changed it since.
    """

    def __init__(self, *, demandes: Demandes, clock: Clock) -> None:
        self._demandes = demandes
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, state: DemandeState, version: int | None = None
    ) -> Demande:
        actor.require(Permission.WRITE_DEMANDES)
        now = self._clock.now()
        return await self._demandes.update(
            id, lambda demande: demande.at_version(version).move(state, at=now)
        )

"""Cancel an inscription."""

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import Ending
from sorbo_core.catalogue.use_cases.inscription.moves import MovesInscriptions
from sorbo_core.shared.actor import Actor, Permission


class CancelInscription(MovesInscriptions):
    """Give an inscription up for the people (`annulee`): its seats go to the head of the waiting line.

    A mail tells them. One that is `annulee` already stays as it is.

    Raises:
        Unauthenticated, Forbidden: the actor may not write inscriptions.
        InscriptionNotFound: there is none with this id.
        Stale: it changed since.
        AlreadyPresent: they have taken part.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Inscription:
        actor.require(Permission.WRITE_INSCRIPTIONS)
        inscription = (await self._inscriptions.get(id)).at_version(version)
        now = self._clock.now()
        return await self._move(inscription, lambda register: register.cancel(id, Ending.CANCELLED, at=now))

"""Confirm an inscription."""

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.use_cases.inscription.moves import MovesInscriptions
from sorbo_core.shared.actor import Actor, Permission


class ConfirmInscription(MovesInscriptions):
    """Make held seats certain (`confirmee`): they no longer lapse, and a mail says so.

    One that is confirmed already stays as it is.

    Raises:
        Unauthenticated, Forbidden: the actor may not write inscriptions.
        InscriptionNotFound: there is none with this id.
        Stale: it changed since.
        InscriptionEnded: it was given up, or its hold has run out.
        NoSeatHeld: it waits for seats.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Inscription:
        actor.require(Permission.WRITE_INSCRIPTIONS)
        inscription = (await self._inscriptions.get(id)).at_version(version)
        now = self._clock.now()
        return await self._move(inscription, lambda register: register.confirm(id, at=now))

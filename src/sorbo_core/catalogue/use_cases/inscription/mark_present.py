"""Mark an inscription as present."""

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.use_cases.inscription.moves import MovesInscriptions
from sorbo_core.shared.actor import Actor, Permission


class MarkPresent(MovesInscriptions):
    """Record that who was `confirmee` took part (`presente`), from the first day of the session.

    Again changes nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not write inscriptions.
        InscriptionNotFound: there is none with this id.
        Stale: it changed since.
        SessionNotBegun: the first day lies ahead.
        InscriptionEnded: it was given up, or its hold has run out.
        NoSeatHeld: it is not confirmed.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Inscription:
        actor.require(Permission.WRITE_INSCRIPTIONS)
        inscription = (await self._inscriptions.get(id)).at_version(version)
        now = self._clock.now()
        return await self._move(inscription, lambda register: register.attend(id, at=now))

"""Read one inscription."""

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.ports import Inscriptions
from sorbo_core.shared.actor import Actor, Permission


class ReadInscription:
    """Read one inscription with everybody whom it is for.

    Raises:
        Unauthenticated, Forbidden: the actor may not read inscriptions.
        InscriptionNotFound: there is none with this id.
    """

    def __init__(self, *, inscriptions: Inscriptions) -> None:
        self._inscriptions = inscriptions

    async def __call__(self, *, actor: Actor, id: str) -> Inscription:
        actor.require(Permission.READ_INSCRIPTIONS)
        return await self._inscriptions.get(id)

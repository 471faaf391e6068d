"""Personal data of inscriptions, which have seats."""

from contextlib import suppress
from datetime import datetime

from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound, RegisterNotFound
from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.personal_data import INSCRIPTIONS_HELD
from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.catalogue.enrolment.register import register_id
from sorbo_core.shared.personal.entities import EntitiesHeld
from sorbo_core.shared.personal.ports import Forgettable


class InscriptionsHeld(EntitiesHeld[Inscription]):
    """Inscriptions of a person, those in somebody else's group included.

    A seat without a name is of no use to anybody: it goes to the head of the waiting line before the
    inscription is blanked, unless the people took part. A group is its applicant's; of a participant
    of somebody else's group, the name alone goes, since the company keeps the seat.
    """

    def __init__(self, *, inscriptions: Forgettable[Inscription], registers: Registers) -> None:
        super().__init__(holding=INSCRIPTIONS_HELD, repository=inscriptions)
        self._inscriptions = inscriptions
        self._registers = registers

    async def _forget(self, entity: Inscription, address: str, at: datetime) -> None:
        if entity.applicant.email == address:
            await self._give_up(entity, at)
        await super()._forget(entity, address, at)

    async def _give_up(self, inscription: Inscription, at: datetime) -> None:
        with suppress(RegisterNotFound, InscriptionNotFound):
            register = await self._registers.update(
                register_id(inscription.session_id),
                lambda current: current.forget(inscription.id, at=at),
            )
            place = register.find(inscription.id)
            if place is not None:
                await self._inscriptions.update(inscription.id, lambda current: current.follow(place, at=at))

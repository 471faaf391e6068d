"""What the verbs that move an inscription share."""

from collections.abc import Callable

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Registers
from sorbo_core.catalogue.enrolment.register import Register, register_id
from sorbo_core.shared.ports import Clock


class MovesInscriptions:
    """Moves an inscription's place in its register, which decides, and lets the inscription follow.

    Where the process dies between the two, `RecordPlaces` does the second.
    """

    def __init__(self, *, registers: Registers, inscriptions: Inscriptions, clock: Clock) -> None:
        self._registers = registers
        self._inscriptions = inscriptions
        self._clock = clock

    async def _move(self, inscription: Inscription, verb: Callable[[Register], Register]) -> Inscription:
        register = await self._registers.update(register_id(inscription.session_id), verb)
        place = register.find(inscription.id)
        if place is None:
            return await self._inscriptions.get(inscription.id)
        now = self._clock.now()
        return await self._inscriptions.update(inscription.id, lambda current: current.follow(place, at=now))

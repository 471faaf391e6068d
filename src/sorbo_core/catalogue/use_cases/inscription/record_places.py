"""Let inscriptions follow their places."""

from datetime import datetime, timedelta

from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.place import Ending, Place
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Registers
from sorbo_core.shared.errors import Deferred
from sorbo_core.shared.events import Event
from sorbo_core.shared.ports import Clock

# Far longer than a request lives between its place and its inscription.
_ABANDONED_AFTER = timedelta(minutes=5)
_AT_ONCE = 200


class RecordPlaces:
    """Let every inscription of a register that changed know where it stands; what it knows stays.

    A place whose inscription is missing belongs to a request that died, or is still under way:
    after five minutes it is given up, and its seats go to the head of the waiting line.

    Raises:
        RegisterNotFound: the register has gone.
        Deferred: an inscription is missing, and its request may still be under way.
    """

    def __init__(self, *, registers: Registers, inscriptions: Inscriptions, clock: Clock) -> None:
        self._registers = registers
        self._inscriptions = inscriptions
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        id_, now = event.entity_id, self._clock.now()
        untold = (await self._registers.get(id_)).untold
        missing: list[Place] = []
        for first in range(0, len(untold), _AT_ONCE):
            missing += await self._record(id_, untold[first : first + _AT_ONCE], now)
        lost = [place for place in missing if place.live and place.since + _ABANDONED_AFTER <= now]
        for place in lost:
            await self._registers.update(
                id_,
                lambda register: register.cancel(place.id, Ending.ABANDONED, at=now),  # noqa: B023 — called at once
            )
        if any(place.since + _ABANDONED_AFTER > now for place in missing):
            raise Deferred(reason="an inscription is not written yet")

    async def _record(self, id: str, places: tuple[Place, ...], now: datetime) -> list[Place]:
        """Tell the inscriptions of these places; return the places that have none."""
        told, missing = {}, []
        for place in places:
            try:
                await self._inscriptions.update(place.id, lambda known: known.follow(place, at=now))  # noqa: B023 — called at once
            except InscriptionNotFound:
                missing.append(place)
                # Of what was given up and has no inscription, there is nothing left to tell.
                if place.live or place.since + _ABANDONED_AFTER > now:
                    continue
            told[place.id] = place.moves
        await self._registers.update(id, lambda register: register.told(told))
        return missing

"""Give up holds that have run out."""

from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.shared.ports import Clock

_AT_ONCE = 100


class LapseHolds:
    """Give up every hold that nobody confirmed in time; the seats go to the head of the waiting line.

    It may run in several processes at once: each hold lapses once.
    """

    def __init__(self, *, registers: Registers, clock: Clock) -> None:
        self._registers = registers
        self._clock = clock

    async def __call__(self) -> None:
        now = self._clock.now()
        while due := await self._registers.due(now, limit=_AT_ONCE):
            for id_ in due:
                await self._registers.update(id_, lambda register: register.swept(at=now))

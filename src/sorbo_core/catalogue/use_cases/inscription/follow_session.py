"""Let a register follow its session."""

from sorbo_core.catalogue.enrolment.events import RegisterResized
from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.catalogue.enrolment.registration import update_register
from sorbo_core.catalogue.ports import Sessions
from sorbo_core.shared.events import Event
from sorbo_core.shared.ports import Clock


class FollowSession:
    """Let the register become what its session has become: seats, first day, open or not.

    More seats go to the head of the waiting line; of a session that was cancelled, everybody is
    told. Should fewer seats have been written than were given away, the session gets those.

    Raises:
        SessionNotFound: the session has gone.
    """

    def __init__(self, *, sessions: Sessions, registers: Registers, clock: Clock) -> None:
        self._sessions = sessions
        self._registers = registers
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        resized = RegisterResized.of(event)
        session = await self._sessions.get(resized.session_id if resized else event.entity_id)
        now = self._clock.now()
        register = await update_register(
            self._registers, session, lambda current: current.follow(session, at=now), at=now
        )
        if register.seats != session.details.seats:
            await self._sessions.update(
                session.id, lambda current: current.revise(at=now, seats=register.seats)
            )

"""Change what is said about a session."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from sorbo_core.catalogue.enrolment.errors import RegisterNotFound
from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.catalogue.enrolment.register import register_id
from sorbo_core.catalogue.enrolment.registration import update_register
from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Stale
from sorbo_core.shared.ports import Clock


class ChangeSession:
    """Change what is said about a session, at the version that the editor saw.

    Only the fields that are given change. More seats go to the head of the waiting line; of a
    session that becomes `annulee`, everybody who enrolled is told.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        SessionNotFound: there is none with this id.
        Stale: somebody changed it since.
        Invalid: a field breaks its rule; code `period_reversed` when it would end before it starts.
        SeatsTaken: it would have fewer seats than are taken, or than a waiting group needs.
    """

    def __init__(self, *, sessions: Sessions, registers: Registers, clock: Clock) -> None:
        self._sessions = sessions
        self._registers = registers
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, version: int | None, fields: dict[str, Any]
    ) -> Session:
        actor.require(Permission.WRITE_CATALOGUE)
        now = self._clock.now()
        if "seats" in fields:
            await self._take_back(id, version, fields, now)
        try:
            return await self._sessions.update(
                id, lambda session: session.at_version(version).revise(at=now, **fields)
            )
        except Stale:
            await self._follow(await self._sessions.get(id), now)
            raise

    async def _take_back(self, id: str, version: int | None, fields: dict[str, Any], now: datetime) -> None:
        """Take seats that are free from the register before the session shows fewer.

        Should this process die before the session is written, `FollowSession` gives them back.
        """
        session = await self._sessions.get(id)
        seats = session.at_version(version).revise(at=now, **fields).details.seats
        if seats < session.details.seats:
            await update_register(
                self._registers, session, lambda register: register.resize(seats, at=now), at=now
            )

    async def _follow(self, session: Session, now: datetime) -> None:
        with suppress(RegisterNotFound):
            await self._registers.update(
                register_id(session.id), lambda register: register.follow(session, at=now)
            )

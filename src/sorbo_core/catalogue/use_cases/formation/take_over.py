"""Take a formation over from the company's existing catalogue."""

from contextlib import suppress

from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.catalogue.intake.planned import planned_in, session_id
from sorbo_core.catalogue.intake.source_record import parse_record
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session, SessionDetails
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.intake.record import opened
from sorbo_core.shared.intake.taken import Taken
from sorbo_core.shared.intake.use_cases.take_over import TakeOver
from sorbo_core.shared.ports import Clock, Ids
from sorbo_core.shared.publication.publishable import Status


class ImportFormation(TakeOver[Formation]):
    """Take one record of the existing catalogue over, as `TakeOver` does, with the runs that it plans.

    A run becomes a session, published if its formation is. One that was taken over before stays as it
    is, whatever the record says now.
    """

    def __init__(self, *, formations: Formations, sessions: Sessions, ids: Ids, clock: Clock) -> None:
        super().__init__(noun=FORMATION, entries=formations, parse=parse_record, ids=ids, clock=clock)
        self._sessions = sessions

    async def __call__(self, *, record: object, dry_run: bool = False) -> Taken:
        taken = await super().__call__(record=record, dry_run=dry_run)
        planned = planned_in(opened(record))
        if planned and not dry_run:
            formation = await self._entries.by_source(self.key_of(record))
            if formation is not None:
                for details in planned:
                    await self._plan(formation, details)
        return taken

    async def _plan(self, formation: Formation, details: SessionDetails) -> None:
        now = self._clock.now()
        id_ = session_id(formation.id, details)
        session = Session.draft(id=id_, formation_id=formation.id, details=details, at=now)
        if formation.status is Status.PUBLIE:
            session = session.publish(at=now)
        with suppress(AlreadyExists):
            await self._sessions.add(session)

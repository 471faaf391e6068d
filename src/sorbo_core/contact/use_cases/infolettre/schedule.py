"""Plan the sending of an issue."""

from datetime import datetime

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.use_cases.infolettre.verb import InfolettreVerb
from sorbo_core.shared.actor import Actor


class ScheduleInfolettre(InfolettreVerb):
    """Plan the sending of an issue for an instant, or for another one. It begins within seconds of it.

    Raises:
        Unauthenticated, Forbidden: the actor may not write issues.
        InfolettreNotFound: there is none with this id.
        InfolettreBegun: its sending has begun.
        Invalid: that instant is not to come.
        Stale: somebody changed it since.
    """

    async def __call__(
        self, *, actor: Actor, id: str, send_at: datetime, version: int | None = None
    ) -> Infolettre:
        now = self._clock.now()
        return await self._do(
            lambda issue: issue.schedule(send_at, at=now), actor=actor, id=id, version=version
        )

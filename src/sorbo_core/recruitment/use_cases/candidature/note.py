"""Write a note about a candidature."""

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class NoteCandidature:
    """Write a note about a candidature, for staff: the candidate never sees it.

    Raises:
        Unauthenticated, Forbidden: the actor may not write candidatures.
        CandidatureNotFound: there is none with this id.
        Invalid: the text breaks its rule, or there are 200 notes.
        Stale: somebody changed it since.
    """

    def __init__(self, *, candidatures: Candidatures, clock: Clock) -> None:
        self._candidatures = candidatures
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, text: str, version: int | None = None) -> Candidature:
        actor.require(Permission.WRITE_CANDIDATURES)
        by, now = actor.known(), self._clock.now()
        return await self._candidatures.update(
            id, lambda current: current.at_version(version).note(text, by=by, at=now)
        )

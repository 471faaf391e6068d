"""Stop an issue."""

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.use_cases.infolettre.verb import InfolettreVerb
from sorbo_core.shared.actor import Actor


class StopInfolettre(InfolettreVerb):
    """Make a planned issue a draft again; send one that is being sent to nobody else, and for good.

    Raises:
        Unauthenticated, Forbidden: the actor may not write issues.
        InfolettreNotFound: there is none with this id.
        InfolettreNotBegun: it is neither planned nor being sent.
        Stale: somebody changed it since.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Infolettre:
        now = self._clock.now()
        return await self._do(lambda issue: issue.stop(at=now), actor=actor, id=id, version=version)

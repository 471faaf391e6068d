"""Send an issue."""

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.use_cases.infolettre.verb import InfolettreVerb
from sorbo_core.shared.actor import Actor


class SendInfolettre(InfolettreVerb):
    """Begin to send an issue to everybody who is confirmed and reads one of its categories.

    Who leaves meanwhile does not get it any more; who confirms meanwhile may. Once more changes nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not write issues.
        InfolettreNotFound: there is none with this id.
        InfolettreBegun: it was sent or stopped.
        Stale: somebody changed it since.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Infolettre:
        now = self._clock.now()
        return await self._do(lambda issue: issue.send(at=now), actor=actor, id=id, version=version)

"""Look at an issue as a mail."""

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.use_cases.infolettre.verb import InfolettreVerb
from sorbo_core.shared.actor import Actor


class PreviewInfolettre(InfolettreVerb):
    """Have an issue sent to one's own address, as it is now, in whatever state.

    The links to leave are for show.

    Raises:
        Unauthenticated, Forbidden: the actor may not write issues.
        InfolettreNotFound: there is none with this id.
        Stale: somebody changed it since.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Infolettre:
        now, reader = self._clock.now(), actor.known()
        return await self._do(
            lambda issue: issue.preview(reader, at=now), actor=actor, id=id, version=version
        )

"""Archive."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.use_cases.verb import P, Verb


class Archive(Verb[P]):
    """Hide an entry from visitors and keep it; it can be published again.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        Stale: somebody changed it since.
        NotArchivable: it is archived already.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> P:
        now = self._clock.now()
        return await self._update(actor, id, version, lambda current: current.archive(at=now, by=actor.id))

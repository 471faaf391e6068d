"""Publish."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.use_cases.verb import P, Verb


class Publish(Verb[P]):
    """Show an entry to visitors, from a brouillon, ahead of its plan or from the archive.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        Stale: somebody changed it since.
        NotPublishable: it is published already.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> P:
        now = self._clock.now()
        return await self._update(actor, id, version, lambda current: current.publish(at=now, by=actor.id))

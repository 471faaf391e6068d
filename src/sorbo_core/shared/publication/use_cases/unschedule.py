"""Unschedule."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb


class Unschedule(EntryVerb[E]):
    """Take back the plan to publish an entry: it is a brouillon again.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        Stale: somebody changed it since.
        NotScheduled: it is not planned.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> E:
        now = self._clock.now()
        return await self._update(actor, id, version, lambda entry: entry.unschedule(at=now, by=actor.id))

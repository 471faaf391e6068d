"""Schedule."""

from datetime import datetime

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb


class Schedule(EntryVerb[E]):
    """Plan the instant at which visitors will see an entry, or another instant.

    Until then it is `planifie` and they do not see it; it may be changed, published at once or
    archived. It is shown some seconds after the instant at the latest.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        Stale: somebody changed it since.
        Invalid: the instant is not in the future.
        NotSchedulable: it is published already.
    """

    async def __call__(self, *, actor: Actor, id: str, publish_at: datetime, version: int | None = None) -> E:
        now = self._clock.now()
        return await self._update(
            actor, id, version, lambda entry: entry.schedule(publish_at, at=now, by=actor.id)
        )

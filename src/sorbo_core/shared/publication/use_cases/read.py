"""Read."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb
from sorbo_core.shared.publication.visibility import sees


class Read(EntryVerb[E]):
    """Read an entry by its slug, by one that it had before, or by its id.

    Visitors find what is published only; staff who may read drafts find all of it.

    Raises:
        NotFound: there is none with this slug or id that the actor may see.
    """

    async def __call__(self, *, actor: Actor, key: str) -> E:
        entry = await self._entries.by_key(key)
        if not sees(actor, entry):
            raise self._noun.missing
        return entry

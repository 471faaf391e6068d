"""List."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb
from sorbo_core.shared.publication.visibility import visible_to
from sorbo_core.shared.query import ListQuery, Page


class List(EntryVerb[E]):
    """List entries, one page at a time.

    Visitors see what is published only; staff who may read drafts see all of it and may filter by
    status.
    """

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[E]:
        return await self._entries.list(visible_to(actor, query))

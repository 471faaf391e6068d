"""List versions."""

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb
from sorbo_core.shared.query import Listing, ListQuery, Page, Sort

VERSIONS = Listing(fields=(), sorts={"-version": (Sort("version", descending=True, type=int),)})


class ListVersions(EntryVerb[E]):
    """List the versions of an entry, the present one first: each change, and who made it when.

    The present one and fifty before it are kept.

    Raises:
        Unauthenticated, Forbidden: the actor may not read drafts.
        NotFound: there is none with this id.
    """

    async def __call__(self, *, actor: Actor, id: str, query: ListQuery) -> Page[E]:
        actor.require(Permission.READ_DRAFTS)
        before = query.after[0] if query.after else None
        found = await self._entries.versions(
            id, limit=query.limit + 1, before=before if isinstance(before, int) else None
        )
        shown = tuple(found[: query.limit])
        return Page(shown, (shown[-1].version, id) if len(found) > len(shown) else None)

"""Compare versions."""

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb


class CompareVersions(EntryVerb[E]):
    """Compare two versions of an entry, the second of which is the present one unless it is named.

    Raises:
        Unauthenticated, Forbidden: the actor may not read drafts.
        NotFound: there is none with this id.
        VersionNotFound: it never was at one of these versions, or that is too long ago.
    """

    async def __call__(self, *, actor: Actor, id: str, number: int, other: int | None = None) -> tuple[E, E]:
        actor.require(Permission.READ_DRAFTS)
        before = await self._entries.version(id, number)
        after = await (self._entries.get(id) if other is None else self._entries.version(id, other))
        return before, after

"""Read a version."""

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb


class ReadVersion(EntryVerb[E]):
    """Read an entry as it stood at one of its versions.

    Raises:
        Unauthenticated, Forbidden: the actor may not read drafts.
        NotFound: there is none with this id.
        VersionNotFound: it never was at this version, or that is too long ago.
    """

    async def __call__(self, *, actor: Actor, id: str, number: int) -> E:
        actor.require(Permission.READ_DRAFTS)
        return await self._entries.version(id, number)

"""Delete."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.errors import InUse
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import Entries, References
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb


class Delete(EntryVerb[E]):
    """Take away for good an entry that was never published, at the version that the editor saw.

    Only a brouillon that visitors never saw goes, with its versions, and its slug is free. What was
    published once is archived instead; what is planned is unscheduled first.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        Stale: somebody changed it since.
        NotDeletable: it is no brouillon, or was published once.
        InUse: others refer to it.
    """

    def __init__(
        self, *, noun: Noun[E], entries: Entries[E], clock: Clock, references: References | None
    ) -> None:
        super().__init__(noun=noun, entries=entries, clock=clock)
        self._references = references

    async def __call__(self, *, actor: Actor, id: str, version: int | None) -> None:
        actor.require(self._noun.writes)
        now = self._clock.now()
        if self._references is not None and await self._references(id=id):
            raise InUse
        await self._entries.remove(id, lambda entry: entry.at_version(version).delete(at=now, by=actor.id))

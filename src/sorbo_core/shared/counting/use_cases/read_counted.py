"""Read, and count who reads."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.counting.tally import Tally
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.publication.use_cases.read import Read
from sorbo_core.shared.publication.use_cases.verb import E


class ReadCounted(Read[E]):
    """Read an entry by its slug, by one that it had before, or by its id.

    Visitors find what is published only; staff who may read drafts find all of it. A visitor's
    reading counts, once in half an hour; that of staff and of robots does not.

    Raises:
        NotFound: there is none with this slug or id that the actor may see.
    """

    def __init__(self, *, noun: Noun[E], entries: Entries[E], clock: Clock, tally: Tally) -> None:
        super().__init__(noun=noun, entries=entries, clock=clock)
        self._tally = tally

    async def __call__(self, *, actor: Actor, key: str, by: str | None = None) -> E:
        entry = await super().__call__(actor=actor, key=key)
        self._tally.visited(self._noun.plural, entry.id, actor=actor, by=by)
        return entry

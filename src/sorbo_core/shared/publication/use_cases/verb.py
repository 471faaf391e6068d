"""What every use case over a published noun stands on."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.files.attachments import Attachments
from sorbo_core.shared.files.uploads import Uploads
from sorbo_core.shared.ports import Clock, Repository
from sorbo_core.shared.publication.entry import Entry
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.publication.publishable import Publishable

P = TypeVar("P", bound=Publishable)
E = TypeVar("E", bound=Entry)


class Verb(Generic[P]):
    """A use case that is written once for all nouns, and made for one of them."""

    def __init__(self, *, noun: Noun[P], entries: Repository[P], clock: Clock) -> None:
        self._noun = noun
        self._store = entries
        self._clock = clock

    async def _update(self, actor: Actor, id: str, version: int | None, change: Callable[[P], P]) -> P:
        """Change an entity at the version that the actor saw."""
        actor.require(self._noun.writes)
        return await self._store.update(id, lambda current: change(current.at_version(version)))


class EntryVerb(Verb[E]):
    """One that needs all that entries offer: slugs, lists, versions."""

    def __init__(self, *, noun: Noun[E], entries: Entries[E], clock: Clock) -> None:
        super().__init__(noun=noun, entries=entries, clock=clock)
        self._entries = entries


class WritingVerb(EntryVerb[E]):
    """One that writes what is said about an entry, which may name files that were uploaded."""

    def __init__(
        self, *, noun: Noun[E], entries: Entries[E], clock: Clock, uploads: Uploads | None = None
    ) -> None:
        super().__init__(noun=noun, entries=entries, clock=clock)
        self._uploads = uploads

    def _attachments(self) -> Attachments:
        """Return what holds the files of one write."""
        return Attachments(self._uploads)

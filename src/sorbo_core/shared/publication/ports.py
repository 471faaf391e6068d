"""What published nouns need from outside."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from sorbo_core.shared.files.uploads import FileReferences
from sorbo_core.shared.ports import Listed
from sorbo_core.shared.publication.entry import Entry
from sorbo_core.shared.publication.publishable import Publishable

P = TypeVar("P", bound=Publishable)
E = TypeVar("E", bound=Entry)

VERSIONS_KEPT = 50
"""How many versions before the present one a repository keeps of an entry."""


class References(Protocol):
    """Tells whether others refer to an entry."""

    @abstractmethod
    async def __call__(self, *, id: str) -> bool:
        """Tell whether something refers to the entry with this id."""


class Removals(Protocol[E]):
    """Where entries can be taken away."""

    @abstractmethod
    async def remove(self, id: str, change: Callable[[E], E]) -> None:
        """Take the entry away with its versions, its slugs become free; the events of `change` are told.

        `change` makes the last state of the entry that is there, as in `Entries.update`. From then on nothing
        finds it; what is left of it goes with the last of its events.

        Raises:
            NotFound: there is none with this id (the noun's own error).
        """


class Entries(Listed[E], Removals[E], FileReferences, Protocol[E]):
    """All entries of one noun, with their events, their versions, and the files that any of these mention."""

    @abstractmethod
    async def add(self, entry: E, /) -> E:
        """Store a new entry with its events and return it at version 1.

        Raises:
            AlreadyExists: an entry has this id.
            SlugTaken: another one has, or had, one of its slugs.
            SourceTaken: another one was taken over from the same record of the source.
        """

    @abstractmethod
    async def by_slug(self, slug: str) -> E:
        """Return the entry that has this slug, or had it once.

        Raises:
            NotFound: there is none (the noun's own error).
        """

    @abstractmethod
    async def by_key(self, key: str) -> E:
        """Return the entry that has or had this slug, else the one with this id.

        Raises:
            NotFound: there is none (the noun's own error).
        """

    @abstractmethod
    async def by_source(self, key: str) -> E | None:
        """Return the entry that was taken over from this record of the source, or None."""

    @abstractmethod
    async def update(self, id: str, change: Callable[[E], E]) -> E:
        """Replace the entry by what `change` makes of it, with the events, or keep it as it was.

        `change` may run more than once: concurrent updates never overwrite one another. What it
        raises is passed on and nothing is stored. When it returns the entry unchanged, nothing is
        written and the version stays. The entry as it stood is kept as a version before it is
        replaced: no version gets lost, whenever the process dies.

        Raises:
            NotFound: there is none with this id (the noun's own error).
            SlugTaken: another one has, or had, one of its slugs.
            SourceTaken: another one was taken over from the same record of the source.
        """

    @abstractmethod
    async def version(self, id: str, number: int) -> E:
        """Return the entry as it stood at this version, or as it stands if that is the present one.

        Raises:
            NotFound: there is no entry with this id (the noun's own error).
            VersionNotFound: it never was at this version, or VERSIONS_KEPT or more came after it.
        """

    @abstractmethod
    async def versions(self, id: str, *, limit: int, before: int | None = None) -> Sequence[E]:
        """Return the entry as it stood at its versions, the present one first, `limit` at most.

        Args:
            id: the entry's.
            limit: how many are wanted.
            before: only versions with lower numbers.

        Raises:
            NotFound: there is no entry with this id (the noun's own error).
        """

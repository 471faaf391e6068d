"""What every repository of a published noun promises about entries that are taken away."""

import asyncio
from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

import pytest

from sorbo_core.shared.errors import NotFound, Stale
from sorbo_core.shared.publication.entry import Entry
from sorbo_core.shared.publication.errors import NotDeletable
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.query import ListQuery
from support.build import NOW, later

E = TypeVar("E", bound=Entry)


class RemovingContract(Generic[E]):
    """The promises of `Entries.remove`."""

    missing: ClassVar[type[NotFound]]

    @abstractmethod
    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> E:
        """Return a valid new entry with this slug."""

    async def removed(self, entries: Entries[E], entry: E) -> None:
        await entries.remove(entry.id, lambda current: current.delete(at=NOW))

    async def test_what_was_removed_is_found_by_nothing(self, entries: Entries[E]) -> None:
        gone = await entries.add(self.drafted(slug="a"))
        left = await entries.add(self.drafted(slug="b"))
        await entries.update(gone.id, lambda current: current.revise(at=later(seconds=1), slug="c"))
        await self.removed(entries, gone)
        for slug in ("a", "c"):
            with pytest.raises(self.missing):
                await entries.by_slug(slug)
        with pytest.raises(self.missing):
            await entries.get(gone.id)
        assert [each.id for each in (await entries.list(ListQuery())).items] == [left.id]

    async def test_versions_of_what_was_removed_are_not_there(self, entries: Entries[E]) -> None:
        gone = await entries.add(self.drafted(slug="a"))
        await entries.update(gone.id, lambda current: current.revise(at=later(seconds=1), slug="b"))
        await self.removed(entries, gone)
        with pytest.raises(self.missing):
            await entries.versions(gone.id, limit=5)
        with pytest.raises(self.missing):
            await entries.version(gone.id, 1)

    async def test_what_was_removed_cannot_be_changed_or_removed_again(self, entries: Entries[E]) -> None:
        gone = await entries.add(self.drafted(slug="a"))
        await self.removed(entries, gone)
        with pytest.raises(self.missing):
            await entries.update(gone.id, lambda current: current.revise(at=NOW, title="B"))
        with pytest.raises(self.missing):
            await self.removed(entries, gone)

    async def test_slugs_of_what_was_removed_are_free(self, entries: Entries[E]) -> None:
        for _ in range(3):
            entry = await entries.add(self.drafted(slug="a"))
            await self.removed(entries, entry)
        again = await entries.add(self.drafted(slug="a"))
        assert await entries.by_slug("a") == again

    async def test_what_may_not_go_stays_as_it_is(self, entries: Entries[E]) -> None:
        shown = await entries.add(self.drafted(slug="a").publish(at=NOW))
        with pytest.raises(NotDeletable):
            await self.removed(entries, shown)
        with pytest.raises(Stale):
            await entries.remove(shown.id, lambda current: current.at_version(9).delete(at=NOW))
        assert await entries.by_slug("a") == shown

    async def test_of_several_that_remove_one_at_once_exactly_one_does(self, entries: Entries[E]) -> None:
        entry = await entries.add(self.drafted(slug="a"))
        outcomes = await asyncio.gather(
            *(self.removed(entries, entry) for _ in range(10)), return_exceptions=True
        )
        assert outcomes.count(None) == 1
        assert sum(isinstance(each, self.missing) for each in outcomes) == len(outcomes) - 1

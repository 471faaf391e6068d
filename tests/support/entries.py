"""What every repository of a published noun promises beyond those of other entities."""

import asyncio
from abc import abstractmethod
from datetime import datetime
from typing import Generic, TypeVar

import msgspec
import pytest

from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.publication.entry import Entry
from sorbo_core.shared.publication.errors import SlugTaken, SourceTaken, VersionNotFound
from sorbo_core.shared.publication.ports import VERSIONS_KEPT, Entries
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.slugs import with_free_slug
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort
from support.build import NOW, fresh_id, later
from support.removing import RemovingContract
from support.repository import RepositoryContract, kept

E = TypeVar("E", bound=Entry)
AT_ONCE = 40
SOURCE = Source(key="record-12", digest="sha256:1f", aside='{"image.url": {"$ref": "1.png"}}')


class EntriesContract(RepositoryContract[E], RemovingContract[E], Generic[E]):
    """The promises of `Entries`; subclasses give `entries`, and say how one is made and changed."""

    @abstractmethod
    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> E:
        """Return a valid new entry with this slug."""

    def new(self, at: datetime) -> E:
        id_ = fresh_id()
        return self.drafted(slug=id_, id=id_, at=at)

    def changed(self, entity: E, n: int) -> E:
        return entity.revise(at=later(seconds=n), title=f"Titre {n}")

    @pytest.fixture
    def repository(self, entries: Entries[E]) -> Repository[E]:
        return entries

    async def renamed(self, entries: Entries[E], id: str, slug: str) -> E:
        """Give an entry another slug."""
        return await entries.update(id, lambda current: current.revise(at=NOW, slug=slug))

    async def test_a_second_entry_with_the_same_slug_is_refused(self, entries: Entries[E]) -> None:
        first = await entries.add(self.drafted(slug="etude"))
        with pytest.raises(SlugTaken):
            await entries.add(self.drafted(slug="etude"))
        assert await entries.by_slug("etude") == first

    async def test_a_slug_that_nobody_has_is_not_found(self, entries: Entries[E]) -> None:
        await entries.add(self.drafted(slug="etude"))
        with pytest.raises(self.missing):
            await entries.by_slug("inconnu")

    async def test_an_entry_is_found_by_its_slugs_and_by_its_id(self, entries: Entries[E]) -> None:
        first = await entries.add(self.drafted(slug="a"))
        renamed = await self.renamed(entries, first.id, "b")
        assert [await entries.by_key(key) for key in ("a", "b", first.id)] == [renamed] * 3
        with pytest.raises(self.missing):
            await entries.by_key("inconnu")

    async def test_a_slug_that_is_the_id_of_another_entry_leads_to_whose_slug_it_is(
        self, entries: Entries[E]
    ) -> None:
        first = await entries.add(self.drafted(slug="a"))
        named_so = await entries.add(self.drafted(slug=first.id))
        assert await entries.by_key(first.id) == named_so

    async def test_every_slug_that_an_entry_had_leads_to_it(self, entries: Entries[E]) -> None:
        first = await entries.add(self.drafted(slug="a"))
        for slug in "bc":
            await self.renamed(entries, first.id, slug)
        found = [await entries.by_slug(slug) for slug in "abc"]
        assert [each.slugs for each in found] == [("c", "b", "a")] * 3

    async def test_a_slug_that_an_entry_had_is_never_another_s(self, entries: Entries[E]) -> None:
        first = await entries.add(self.drafted(slug="a"))
        await self.renamed(entries, first.id, "b")
        second = await entries.add(self.drafted(slug="c"))
        with pytest.raises(SlugTaken):
            await entries.add(self.drafted(slug="a"))
        with pytest.raises(SlugTaken):
            await self.renamed(entries, second.id, "a")
        assert await entries.get(second.id) == second

    async def test_an_entry_may_have_a_slug_again_that_it_had(self, entries: Entries[E]) -> None:
        first = await entries.add(self.drafted(slug="a"))
        await self.renamed(entries, first.id, "b")
        assert (await self.renamed(entries, first.id, "a")).slugs == ("a", "b")

    async def test_entries_of_one_title_that_are_added_at_once_all_get_slugs(
        self, entries: Entries[E]
    ) -> None:
        ids = [fresh_id() for _ in range(AT_ONCE)]
        added = await asyncio.gather(*(self._add_titled("Étude été", id_, entries) for id_ in ids))
        slugs = {each.slug for each in added}
        assert len(slugs) == AT_ONCE
        assert {"etude-ete", *(f"etude-ete-{n}" for n in range(2, 21))} <= slugs

    async def _add_titled(self, title: str, id: str, entries: Entries[E]) -> E:
        return await with_free_slug(title, id, lambda slug: entries.add(self.drafted(slug=slug, id=id)))

    def imported(self, *, slug: str) -> E:
        """Return a valid new entry that was taken over."""
        return msgspec.structs.replace(self.drafted(slug=slug), source=SOURCE)

    async def test_a_second_entry_from_the_same_source_is_refused(self, entries: Entries[E]) -> None:
        await entries.add(self.imported(slug="a"))
        with pytest.raises(SourceTaken):
            await entries.add(self.imported(slug="b"))

    async def test_an_entry_that_takes_over_the_source_of_another_is_refused(
        self, entries: Entries[E]
    ) -> None:
        await entries.add(self.imported(slug="a"))
        other = await entries.add(self.drafted(slug="b"))
        with pytest.raises(SourceTaken):
            await entries.update(other.id, lambda it: it.rewrite(it.details, source=SOURCE, at=NOW))
        assert await entries.get(other.id) == other

    async def test_an_entry_that_was_taken_over_is_found_by_its_source(self, entries: Entries[E]) -> None:
        imported = await entries.add(self.imported(slug="a"))
        await entries.add(self.drafted(slug="b"))
        assert await entries.by_source(SOURCE.key) == imported
        assert await entries.by_source("record-13") is None

    async def test_what_is_due_is_found_by_status_and_instant(self, entries: Entries[E]) -> None:
        for hours in (3, 1, 2, 9):
            draft = self.drafted(slug=f"due-{hours}", id=f"due-{hours}")
            await entries.add(draft.schedule(later(hours=hours), at=NOW))
        await entries.add(self.drafted(slug="draft"))
        await entries.add(self.drafted(slug="shown").schedule(later(hours=1), at=NOW).publish(at=NOW))
        filters = (Filter("status", Op.EQ, Status.PLANIFIE), Filter("publish_at", Op.LTE, later(hours=3)))
        page = await entries.list(ListQuery(filters=filters, sort=(Sort("publish_at", type=datetime),)))
        assert [each.id for each in page.items] == ["due-1", "due-2", "due-3"]

    async def test_a_new_entry_has_one_version(self, entries: Entries[E]) -> None:
        entry = await entries.add(self.new(NOW))
        assert list(await entries.versions(entry.id, limit=5)) == [entry]
        assert await entries.version(entry.id, 1) == entry

    async def test_every_state_is_kept_as_it_stood(self, entries: Entries[E]) -> None:
        states = [await entries.add(self.new(NOW))]
        id_ = states[0].id
        states += [await self._change(entries, id_, n) for n in (1, 2)]
        states.append(await entries.update(id_, lambda current: current.publish(at=later(days=1), by="c")))
        assert list(await entries.versions(id_, limit=9)) == states[::-1]
        assert [await entries.version(id_, each.version) for each in states] == states

    async def test_versions_are_read_page_by_page(self, entries: Entries[E]) -> None:
        entry = await self._with_versions(entries, 5)
        found: list[int] = []
        before: int | None = None
        while page := await entries.versions(entry.id, limit=2, before=before):
            found += [each.version for each in page]
            before = found[-1]
        assert found == [5, 4, 3, 2, 1]
        assert list(await entries.versions(entry.id, limit=2, before=1)) == []
        assert len(await entries.versions(entry.id, limit=9, before=99)) == 5

    async def test_a_version_of_another_entry_is_none_of_this_one(self, entries: Entries[E]) -> None:
        for id_ in ("a", "a-1", "b"):
            await entries.add(self.drafted(slug=f"slug-{id_}", id=id_))
            await entries.update(id_, lambda current: self.changed(current, 1))
        assert {each.id for each in await entries.versions("a", limit=9)} == {"a"}

    async def test_only_the_latest_versions_are_kept(self, entries: Entries[E]) -> None:
        entry = await self._with_versions(entries, VERSIONS_KEPT + 4)
        found = [each.version for each in await entries.versions(entry.id, limit=2 * VERSIONS_KEPT)]
        assert found == list(range(VERSIONS_KEPT + 4, 3, -1))
        assert (await entries.version(entry.id, 4)).version == 4
        with pytest.raises(VersionNotFound):
            await entries.version(entry.id, 3)

    @pytest.mark.parametrize("number", [0, 3, 999_999_999])
    async def test_a_version_that_never_was_is_not_found(self, entries: Entries[E], number: int) -> None:
        entry = await self._with_versions(entries, 2)
        with pytest.raises(VersionNotFound):
            await entries.version(entry.id, number)

    async def test_versions_of_no_entry_are_not_found(self, entries: Entries[E]) -> None:
        with pytest.raises(NotFound) as refused:
            await entries.versions("none", limit=1)
        assert isinstance(refused.value, self.missing)
        with pytest.raises(self.missing):
            await entries.version("none", 1)

    async def test_a_change_that_is_refused_makes_no_version(self, entries: Entries[E]) -> None:
        await entries.add(self.drafted(slug="a"))
        entry = await entries.add(self.drafted(slug="b"))
        with pytest.raises(SlugTaken):
            await self.renamed(entries, entry.id, "a")
        assert list(await entries.versions(entry.id, limit=9)) == [entry]

    async def test_files_are_referred_to_while_the_entry_or_a_version_mentions_them(
        self, entries: Entries[E]
    ) -> None:
        first, second, other = (f"{n:032x}" for n in (1, 2, 3))
        entry = await entries.add(self.new(NOW))
        await entries.add(self.new(NOW))
        for n, id_ in enumerate((first, second)):
            await self._mention(entries, entry.id, f"/files/{id_}", at=later(seconds=n))
        assert set(await entries.among([first, second, other])) == {first, second}
        assert set(await entries.among([other])) == set(await entries.among([])) == set()
        await entries.remove(entry.id, lambda current: current.delete(at=later(days=1)))
        assert set(await entries.among([first, second])) == set()

    async def _mention(self, entries: Entries[E], id: str, link: str, *, at: datetime) -> None:
        await entries.update(id, lambda current: current.revise(at=at, title=f"Voir {link}"))

    async def test_writers_at_once_each_leave_the_version_that_they_made(self, entries: Entries[E]) -> None:
        entry = await entries.add(self.new(NOW))
        made = await asyncio.gather(*(self._change(entries, entry.id, n) for n in range(10)))
        states = {each.version: each for each in (kept(entry), *made)}
        assert {each.version: each for each in await entries.versions(entry.id, limit=99)} == states

    async def _with_versions(self, entries: Entries[E], number: int) -> E:
        entry = await entries.add(self.new(NOW))
        for n in range(1, number):
            entry = await self._change(entries, entry.id, n)
        return entry

    async def _change(self, entries: Entries[E], id: str, n: int) -> E:
        return await entries.update(id, lambda current: self.changed(current, n))

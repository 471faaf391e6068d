import asyncio
import contextvars

import msgspec
import pytest

from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.transactions import MongoUnitOfWork
from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.catalogue.formation import Formation
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import UnitOfWork
from sorbo_core.shared.publication.errors import SlugTaken
from sorbo_core.shared.publication.slugs import with_free_slug
from sorbo_core.shared.query import ListQuery
from support.build import NOW, demande, formation, later
from support.stores import Stores, memory_stores, mongo_stores


class Units(msgspec.Struct, frozen=True):
    """A unit of work, and what it works on."""

    unit: UnitOfWork
    stores: Stores


class Refused(Exception):
    """What a work raises when it fails."""


class UnitOfWorkContract:
    async def test_all_that_was_written_is_kept_with_its_versions_and_events(self, units: Units) -> None:
        old = await units.stores.formations.add(formation(slug="old"))
        gone = await units.stores.formations.add(formation(slug="gone"))
        new, asked = formation(slug="new"), demande()

        async def work() -> Formation:
            await units.stores.formations.add(new)
            await units.stores.demandes.add(asked)
            await units.stores.formations.remove(gone.id, lambda it: it.delete(at=NOW))
            await units.stores.formations.update(old.id, lambda it: it.revise(at=NOW, title="Autre"))
            return await units.stores.formations.update(old.id, lambda it: it.publish(at=NOW))

        kept = await units.unit.run(work)
        assert await units.stores.formations.get(old.id) == kept
        assert [each.version for each in await units.stores.formations.versions(old.id, limit=9)] == [3, 2, 1]
        assert (await units.stores.formations.by_slug("new")).id == new.id
        assert (await units.stores.demandes.get(asked.id)).version == 1
        assert await _told(units.stores) == {
            old.id: ["formation.created", "formation.changed", "formation.published"],
            gone.id: ["formation.created", "formation.deleted"],
            new.id: ["formation.created"],
            asked.id: ["demande.received"],
        }

    async def test_nothing_is_kept_of_work_that_fails(self, units: Units) -> None:
        old = await units.stores.formations.add(formation(slug="old"))
        gone = await units.stores.formations.add(formation(slug="gone"))

        async def work() -> None:
            await units.stores.formations.add(formation(slug="new"))
            await units.stores.demandes.add(demande())
            await units.stores.formations.remove(gone.id, lambda it: it.delete(at=NOW))
            await units.stores.formations.update(old.id, lambda it: it.revise(at=NOW, slug="other"))
            raise Refused

        with pytest.raises(Refused):
            await units.unit.run(work)
        assert set((await units.stores.formations.list(ListQuery())).items) == {old, gone}
        assert (await units.stores.demandes.list(ListQuery())).items == ()
        assert list(await units.stores.formations.versions(old.id, limit=9)) == [old]
        with pytest.raises(FormationNotFound):
            await units.stores.formations.by_slug("other")
        assert await _told(units.stores) == {id_: ["formation.created"] for id_ in (old.id, gone.id)}

    async def test_work_sees_what_it_wrote_and_nobody_else_does_before_it_is_kept(self, units: Units) -> None:
        new, written, seen = formation(slug="new"), asyncio.Event(), asyncio.Event()

        async def work() -> None:
            await units.stores.formations.add(new)
            assert (await units.stores.formations.by_slug("new")).id == new.id
            assert (await units.stores.formations.get(new.id)).version == 1
            assert len((await units.stores.formations.list(ListQuery())).items) == 1
            written.set()
            await seen.wait()

        running = asyncio.create_task(units.unit.run(work))
        await written.wait()
        with pytest.raises(FormationNotFound):
            await units.stores.formations.get(new.id)
        assert (await units.stores.formations.list(ListQuery())).items == ()
        assert await _told(units.stores) == {}
        seen.set()
        await running
        assert (await units.stores.formations.get(new.id)).version == 1

    async def test_another_writer_in_between_is_not_overwritten(self, units: Units) -> None:
        old = await units.stores.formations.add(formation(slug="old"))
        attempts = 0

        async def elsewhere() -> None:
            await units.stores.formations.update(
                old.id, lambda it: it.revise(at=later(seconds=1), title="Sien")
            )

        async def work() -> None:
            nonlocal attempts
            attempts += 1
            current = await units.stores.formations.get(old.id)
            if attempts == 1:
                # In a task of its own: outside of the work.
                await asyncio.get_running_loop().create_task(elsewhere(), context=outside)
            await units.stores.formations.update(current.id, lambda it: it.publish(at=NOW))

        outside = contextvars.copy_context()
        await units.unit.run(work)
        after = await units.stores.formations.get(old.id)
        assert (attempts, after.details.title, after.status, after.version) == (2, "Sien", "publie", 3)

    async def test_units_at_once_on_one_entity_all_count(self, units: Units) -> None:
        asked = await units.stores.demandes.add(demande())

        async def one(name: str) -> None:
            async def work() -> None:
                await units.stores.demandes.update(asked.id, lambda it: it.assign(name, at=NOW))
                await asyncio.sleep(0)

            await units.unit.run(work)

        await asyncio.gather(*(one(f"compte-{n}") for n in range(5)))
        assert (await units.stores.demandes.get(asked.id)).version == 6

    async def test_clashes_are_told_and_the_work_goes_on_after_them(self, units: Units) -> None:
        known = await units.stores.formations.add(formation(slug="a"))

        async def work() -> str:
            with pytest.raises(SlugTaken):
                await units.stores.formations.add(formation(slug="a"))
            with pytest.raises(AlreadyExists):
                await units.stores.formations.add(formation(id=known.id, slug="b"))
            second = await units.stores.formations.add(formation(slug="c"))
            with pytest.raises(SlugTaken):
                await units.stores.formations.update(second.id, lambda it: it.revise(at=NOW, slug="a"))
            return second.id

        second = await units.unit.run(work)
        assert (await units.stores.formations.get(second)).slugs == ("c",)

    async def test_units_at_once_that_want_one_slug_all_get_one(self, units: Units) -> None:
        async def work() -> tuple[str, ...]:
            made = [formation(slug="x") for _ in range(3)]
            return tuple([await self._titled(units, each.id) for each in made])

        made = await asyncio.gather(*(units.unit.run(work) for _ in range(4)))
        slugs = [slug for each in made for slug in each]
        assert sorted(slugs) == sorted(["etude", *(f"etude-{n}" for n in range(2, 13))])

    async def _titled(self, units: Units, id_: str) -> str:
        async def add(slug: str) -> Formation:
            return await units.stores.formations.add(formation(id=id_, slug=slug))

        return (await with_free_slug("Étude", id_, add)).slug


async def _told(stores: Stores) -> dict[str, list[str]]:
    """Return the types of the events that wait, by entity."""
    told = {}
    while claim := await stores.claim(hours=1):
        told[claim.entity_id] = [pending.event.type for pending in claim.pending]
        await stores.outbox.settle(claim, completed=[each.event.id for each in claim.pending], due=NOW)
    return told


class TestMemoryUnitOfWork(UnitOfWorkContract):
    @pytest.fixture
    def units(self) -> Units:
        return Units(MemoryUnitOfWork(), memory_stores())


class TestMongoUnitOfWork(UnitOfWorkContract):
    @pytest.fixture
    def units(self, database: Database) -> Units:
        return Units(MongoUnitOfWork(database.client), mongo_stores(database))

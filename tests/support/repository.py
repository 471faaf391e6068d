"""What every repository of entities promises, whatever it keeps."""

import asyncio
from abc import abstractmethod
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Generic, TypeVar

import msgspec
import pytest

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import AlreadyExists, NotFound, Stale
from sorbo_core.shared.ports import Repository

E = TypeVar("E", bound=Entity)
WRITERS = 20


def kept(entity: E) -> E:
    """Return what a repository hands out of an entity that was added."""
    return msgspec.structs.replace(entity, version=1, events=())


class RepositoryContract(Generic[E]):
    """The promises; subclasses say how an entity is made and changed, and give `repository`.

    Attributes:
        missing: the error that says that there is no such entity.
        told: how many events each change has.
    """

    missing: ClassVar[type[NotFound]]
    told: ClassVar[int] = 1

    @abstractmethod
    def new(self, at: datetime) -> E:
        """Return a valid new entity, with its first event where it has some."""

    @abstractmethod
    def changed(self, entity: E, n: int) -> E:
        """Return the entity after the n-th of many different changes, each with `told` events."""

    @pytest.fixture
    def entity(self) -> E:
        return self.new(datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC))

    async def test_what_is_added_is_found_again_at_version_1_without_its_events(
        self, repository: Repository[E], entity: E
    ) -> None:
        added = await repository.add(entity)
        assert added == await repository.get(entity.id) == kept(entity)

    async def test_instants_come_back_in_utc_to_the_millisecond(
        self, repository: Repository[E], entity: E
    ) -> None:
        await repository.add(entity)
        found = await repository.get(entity.id)
        assert found.created_at == datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
        assert found.created_at.utcoffset() == timedelta(0)

    async def test_the_same_id_twice_is_refused_and_the_first_one_stays(
        self, repository: Repository[E], entity: E
    ) -> None:
        await repository.add(entity)
        with pytest.raises(AlreadyExists):
            await repository.add(self.changed(entity, 1))
        assert await repository.get(entity.id) == kept(entity)

    async def test_an_id_that_nobody_has_is_not_found(self, repository: Repository[E], entity: E) -> None:
        with pytest.raises(self.missing):
            await repository.get(entity.id)
        with pytest.raises(self.missing):
            await repository.update(entity.id, lambda current: current)

    async def test_an_update_keeps_the_change_as_the_next_version(
        self, repository: Repository[E], entity: E
    ) -> None:
        added = await repository.add(entity)
        updated = await repository.update(entity.id, lambda current: self.changed(current, 1))
        expected = msgspec.structs.replace(self.changed(added, 1), version=2, events=())
        assert updated == await repository.get(entity.id) == expected

    async def test_an_update_that_changes_nothing_writes_nothing(
        self, repository: Repository[E], entity: E
    ) -> None:
        added = await repository.add(entity)
        assert await repository.update(entity.id, lambda current: current) == added
        assert await repository.get(entity.id) == added

    async def test_a_change_that_raises_stores_nothing_and_what_it_raises_is_passed_on(
        self, repository: Repository[E], entity: E
    ) -> None:
        added = await repository.add(entity)
        with pytest.raises(Stale):
            await repository.update(entity.id, lambda current: self.changed(current, 1).at_version(7))
        assert await repository.get(entity.id) == added

    async def test_twenty_concurrent_writers_lose_nothing(self, repository: Repository[E], entity: E) -> None:
        await repository.add(entity)
        await asyncio.gather(*(self._write(repository, entity.id, n) for n in range(WRITERS)))
        found = await repository.get(entity.id)
        assert (found.version, found.last_event) == (1 + WRITERS, entity.last_event + self.told * WRITERS)

    async def test_of_several_concurrent_additions_of_one_id_exactly_one_is_kept(
        self, repository: Repository[E], entity: E
    ) -> None:
        outcomes = await asyncio.gather(
            *(repository.add(entity) for _ in range(WRITERS)), return_exceptions=True
        )
        refused = [each for each in outcomes if isinstance(each, AlreadyExists)]
        assert len(refused) == WRITERS - 1
        assert outcomes.count(kept(entity)) == 1

    async def _write(self, repository: Repository[E], id: str, n: int) -> None:
        await repository.update(id, lambda current: self.changed(current, n + 1))

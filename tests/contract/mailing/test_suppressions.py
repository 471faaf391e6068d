import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sorbo_adapters.memory.mail import MemorySuppressions
from sorbo_adapters.mongo.mailing import MongoSuppressions
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.suppression import Suppression

SINCE = datetime(2026, 3, 12, 14, 5, 7, 125_000, tzinfo=UTC)


def suppression(address: str = "visiteur@example.com", *, days: int = 0) -> Suppression:
    return Suppression(
        address=address, reason=f"550 5.1.1 Unknown, {days}", since=SINCE + timedelta(days=days)
    )


class SuppressionsContract:
    """What `Suppressions` promises."""

    async def test_an_address_that_nobody_suppressed_is_free(self, suppressions: Suppressions) -> None:
        assert await suppressions.find("visiteur@example.com") is None

    async def test_a_suppressed_address_is_found_with_its_reason(self, suppressions: Suppressions) -> None:
        await suppressions.add(suppression())
        assert await suppressions.find("visiteur@example.com") == suppression()
        assert await suppressions.find("autre@example.com") is None

    async def test_a_second_refusal_changes_nothing(self, suppressions: Suppressions) -> None:
        await suppressions.add(suppression())
        await suppressions.add(suppression(days=3))
        assert await suppressions.list() == (suppression(),)

    async def test_of_many_at_the_same_time_one_stays(self, suppressions: Suppressions) -> None:
        await asyncio.gather(*(suppressions.add(suppression(days=day)) for day in range(10)))
        assert len(await suppressions.list()) == 1

    async def test_a_lifted_address_is_free_again(self, suppressions: Suppressions) -> None:
        await suppressions.add(suppression())
        assert await suppressions.lift("visiteur@example.com") is True
        assert await suppressions.find("visiteur@example.com") is None
        assert await suppressions.lift("visiteur@example.com") is False

    async def test_they_are_listed_by_address_page_by_page(self, suppressions: Suppressions) -> None:
        for name in ("c", "a", "d", "b"):
            await suppressions.add(suppression(f"{name}@example.com"))
        first = await suppressions.list(limit=3)
        assert [each.address[0] for each in first] == ["a", "b", "c"]
        rest = await suppressions.list(after=first[-1].address, limit=3)
        assert [each.address[0] for each in rest] == ["d"]
        assert await suppressions.list(after=rest[-1].address) == ()

    async def test_an_operator_of_the_database_is_an_address_like_any_other(
        self, suppressions: Suppressions
    ) -> None:
        await suppressions.add(suppression("$gt@example.com"))
        assert await suppressions.find("$gt@example.com") == suppression("$gt@example.com")


class TestMemorySuppressions(SuppressionsContract):
    @pytest.fixture
    def suppressions(self) -> Suppressions:
        return MemorySuppressions()


class TestMongoSuppressions(SuppressionsContract):
    @pytest.fixture
    def suppressions(self, database: Database) -> Suppressions:
        return MongoSuppressions(database)

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sorbo_adapters.memory.creations import MemoryCreations
from sorbo_adapters.mongo.creations import MongoCreations
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.shared.errors import InFlight, KeyReused
from sorbo_core.shared.ports import Attempt, Creations, SavedAnswer

# The real time: MongoDB deletes by its own clock what is older than a day.
NOW = datetime.now(UTC).replace(microsecond=0)
LEASE = timedelta(seconds=30)
ANSWER = SavedAnswer(
    status=201, headers={"location": "/api/v1/demandes/1", "etag": '"v1"'}, body=b'{"id":"\xc3\xa9\x00"}'
)


async def begin(
    creations: Creations, entity_id: str, *, key: str = "key", fingerprint: str = "same", at: datetime = NOW
) -> Attempt:
    return await creations.begin(key, fingerprint=fingerprint, entity_id=entity_id, now=at, lease=LEASE)


class CreationsContract:
    async def test_the_first_attempt_uses_the_id_that_it_proposes(self, creations: Creations) -> None:
        assert await begin(creations, "first") == Attempt(entity_id="first")

    async def test_keys_do_not_meet(self, creations: Creations) -> None:
        await begin(creations, "first")
        assert await begin(creations, "second", key="other") == Attempt(entity_id="second")

    async def test_the_same_request_again_gets_the_answer_of_the_first(self, creations: Creations) -> None:
        await begin(creations, "first")
        await creations.finish("key", ANSWER)
        assert await begin(creations, "second") == Attempt(entity_id="first", answer=ANSWER)

    async def test_another_request_with_the_same_key_is_refused(self, creations: Creations) -> None:
        await begin(creations, "first")
        with pytest.raises(KeyReused):
            await begin(creations, "second", fingerprint="other")
        await creations.finish("key", ANSWER)
        with pytest.raises(KeyReused):
            await begin(creations, "second", fingerprint="other")

    async def test_an_attempt_counts_for_a_day(self, creations: Creations) -> None:
        day, moment = timedelta(hours=24), timedelta(milliseconds=1)
        for entity_id, at in (("first", NOW), ("second", NOW + day - moment), ("third", NOW + day)):
            attempt = await begin(creations, entity_id, at=at)
            assert attempt.entity_id == ("third" if entity_id == "third" else "first")

    async def test_a_request_whose_first_attempt_runs_is_refused(self, creations: Creations) -> None:
        await begin(creations, "first")
        with pytest.raises(InFlight):
            await begin(creations, "second", at=NOW + LEASE - timedelta(milliseconds=1))

    async def test_an_attempt_that_died_starts_again_with_the_first_id(self, creations: Creations) -> None:
        await begin(creations, "first")
        assert await begin(creations, "second", at=NOW + LEASE) == Attempt(entity_id="first")
        with pytest.raises(InFlight):
            await begin(creations, "third", at=NOW + LEASE)

    async def test_an_attempt_that_was_abandoned_frees_its_key(self, creations: Creations) -> None:
        await begin(creations, "first")
        await creations.abandon("key")
        assert await begin(creations, "second", fingerprint="other") == Attempt(entity_id="second")

    async def test_an_id_that_a_dead_attempt_may_have_used_outlives_an_abandoned_one(
        self, creations: Creations
    ) -> None:
        await begin(creations, "first")
        await begin(creations, "second", at=NOW + LEASE)
        await creations.abandon("key")
        assert await begin(creations, "third", at=NOW + LEASE) == Attempt(entity_id="first")

    async def test_an_answer_that_was_kept_is_not_abandoned(self, creations: Creations) -> None:
        await begin(creations, "first")
        await creations.finish("key", ANSWER)
        await creations.abandon("key")
        assert (await begin(creations, "second")).answer == ANSWER

    async def test_a_key_is_free_after_a_day(self, creations: Creations) -> None:
        await begin(creations, "first")
        await creations.finish("key", ANSWER)
        just_before = NOW + timedelta(hours=24) - timedelta(milliseconds=1)
        assert (await begin(creations, "second", at=just_before)).answer == ANSWER
        later = await begin(creations, "third", fingerprint="other", at=NOW + timedelta(hours=24))
        assert later == Attempt(entity_id="third")

    @pytest.mark.parametrize("at", [NOW, NOW + LEASE], ids=["at first", "after one that died"])
    async def test_of_twenty_attempts_at_the_same_time_one_runs(
        self, creations: Creations, at: datetime
    ) -> None:
        # Connections that are open already make it a race.
        await asyncio.gather(*(begin(creations, "other", key=f"other-{n}") for n in range(20)))
        if at > NOW:
            await begin(creations, "first")
        outcomes = await asyncio.gather(
            *(begin(creations, f"id-{n}", at=at) for n in range(20)), return_exceptions=True
        )
        assert sum(isinstance(each, InFlight) for each in outcomes) == 19
        assert sum(isinstance(each, Attempt) for each in outcomes) == 1


class TestMemoryCreations(CreationsContract):
    @pytest.fixture
    def creations(self) -> Creations:
        return MemoryCreations()


class TestMongoCreations(CreationsContract):
    @pytest.fixture
    def creations(self, database: Database) -> Creations:
        return MongoCreations(database)

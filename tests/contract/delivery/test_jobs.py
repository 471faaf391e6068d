import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sorbo_adapters.memory.delivery.jobs import MemoryJobs
from sorbo_adapters.mongo.delivery.jobs import MongoJobs
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.delivery.ports import Jobs, Turn

DUE = datetime(2026, 3, 2, 7, tzinfo=UTC)
LEASE, DAY, INSTANT = timedelta(minutes=4), timedelta(days=1), timedelta(milliseconds=1)


async def take(jobs: Jobs, token: str, *, job: str = "job", due: datetime = DUE, at: datetime = DUE) -> Turn:
    return await jobs.take(job, due=due, now=at, lease=LEASE, token=token)


class JobsContract:
    async def test_who_asks_first_has_the_run_for_as_long_as_the_lease(self, jobs: Jobs) -> None:
        assert await take(jobs, "a") is Turn.TAKEN
        assert await take(jobs, "b") is Turn.BUSY
        assert await take(jobs, "b", at=DUE + LEASE - INSTANT) is Turn.BUSY

    async def test_jobs_do_not_meet(self, jobs: Jobs) -> None:
        await take(jobs, "a")
        assert await take(jobs, "b", job="other") is Turn.TAKEN

    async def test_a_run_whose_lease_is_over_can_be_taken_again(self, jobs: Jobs) -> None:
        await take(jobs, "a")
        assert await take(jobs, "b", at=DUE + LEASE) is Turn.TAKEN
        assert await take(jobs, "c", at=DUE + LEASE) is Turn.BUSY

    async def test_a_finished_run_is_done_and_the_next_one_is_not(self, jobs: Jobs) -> None:
        await take(jobs, "a")
        await jobs.finish("job", due=DUE, token="a")
        assert await take(jobs, "b", at=DUE + LEASE) is Turn.DONE
        assert await take(jobs, "b", due=DUE - DAY, at=DUE + LEASE) is Turn.DONE
        assert await take(jobs, "b", due=DUE + DAY, at=DUE + DAY) is Turn.TAKEN
        assert await take(jobs, "c", due=DUE + DAY, at=DUE + DAY) is Turn.BUSY

    async def test_a_postponed_run_can_be_taken_from_then_on(self, jobs: Jobs) -> None:
        await take(jobs, "a")
        await jobs.postpone("job", until=DUE + LEASE / 2, token="a")
        assert await take(jobs, "b", at=DUE + LEASE / 2 - INSTANT) is Turn.BUSY
        assert await take(jobs, "b", at=DUE + LEASE / 2) is Turn.TAKEN

    async def test_who_has_lost_the_lease_can_neither_finish_nor_postpone(self, jobs: Jobs) -> None:
        await take(jobs, "a")
        await take(jobs, "b", at=DUE + LEASE)
        await jobs.finish("job", due=DUE, token="a")
        await jobs.postpone("job", until=DUE, token="a")
        assert await take(jobs, "c", at=DUE + LEASE) is Turn.BUSY
        assert await take(jobs, "c", at=DUE + LEASE + LEASE) is Turn.TAKEN

    async def test_a_job_that_nobody_took_is_neither_finished_nor_postponed(self, jobs: Jobs) -> None:
        await jobs.finish("job", due=DUE, token="a")
        await jobs.postpone("job", until=DUE + DAY, token="a")
        assert await take(jobs, "a") is Turn.TAKEN

    @pytest.mark.parametrize("at", [DUE, DUE + LEASE], ids=["at first", "after one that died"])
    async def test_of_twenty_workers_at_the_same_time_one_has_the_run(self, jobs: Jobs, at: datetime) -> None:
        # Connections that are open already make it a race.
        await asyncio.gather(*(take(jobs, "warm", job=f"other-{n}") for n in range(20)))
        if at > DUE:
            await take(jobs, "dead")
        turns = await asyncio.gather(*(take(jobs, f"token-{n}", at=at) for n in range(20)))
        assert sorted(turns) == [Turn.BUSY] * 19 + [Turn.TAKEN]


class TestMemoryJobs(JobsContract):
    @pytest.fixture
    def jobs(self) -> Jobs:
        return MemoryJobs()


class TestMongoJobs(JobsContract):
    @pytest.fixture
    def jobs(self, database: Database) -> Jobs:
        return MongoJobs(database)

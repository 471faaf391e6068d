import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sorbo_adapters.memory.delivery.jobs import MemoryJobs
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.delivery.schedule import Daily, ScheduledJob, Work
from sorbo_core.delivery.use_cases.run_jobs import RunJobs
from sorbo_core.shared.errors import Unavailable

DUE = datetime(2026, 3, 2, 7, tzinfo=UTC)
LEASE, RETRY = timedelta(minutes=4), timedelta(seconds=30)
DAY = timedelta(days=1)


class Recorded(Work):
    """Work that remembers when it was due; it fails as often as it is told to."""

    def __init__(self) -> None:
        self.runs: list[datetime] = []
        self.failures: list[Exception] = []

    async def __call__(self, *, due: datetime) -> None:
        self.runs.append(due)
        if self.failures:
            raise self.failures.pop()


class Hanging(Work):
    """Work that never ends."""

    def __init__(self) -> None:
        self.started = asyncio.Event()

    async def __call__(self, *, due: datetime) -> None:  # noqa: ARG002 — the port's
        self.started.set()
        await asyncio.Event().wait()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(DUE)


@pytest.fixture
def store() -> MemoryJobs:
    return MemoryJobs()


@pytest.fixture
def ids() -> SequentialIds:
    return SequentialIds()


@pytest.fixture
def work() -> Recorded:
    return Recorded()


class Workers:
    """Makes processes that share a store."""

    def __init__(self, store: MemoryJobs, clock: FixedClock, ids: SequentialIds) -> None:
        self._store, self._clock, self._ids = store, clock, ids

    def new(self, *work: Work, lease: timedelta = LEASE) -> RunJobs:
        """Return a process with a job at seven for each of these."""
        jobs = [ScheduledJob(name=f"job-{n}", schedule=Daily(7), work=each) for n, each in enumerate(work)]
        return RunJobs(
            jobs=jobs, store=self._store, clock=self._clock, ids=self._ids, lease=lease, retry_after=RETRY
        )


@pytest.fixture
def workers(store: MemoryJobs, clock: FixedClock, ids: SequentialIds) -> Workers:
    return Workers(store, clock, ids)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (DUE, DUE),
        (DUE + timedelta(hours=16), DUE),
        (DUE - timedelta(milliseconds=1), DUE - DAY),
        (DUE + DAY, DUE + DAY),
    ],
)
def test_a_daily_job_was_last_due_at_its_hour_of_today_or_yesterday(now: datetime, due: datetime) -> None:
    assert Daily(7).last_due(now) == due


async def test_a_job_runs_once_a_day_however_many_workers_look(
    workers: Workers, work: Recorded, clock: FixedClock
) -> None:
    several = [workers.new(work) for _ in range(3)]
    for _ in range(2):
        await asyncio.gather(*(each() for each in several))
    assert work.runs == [DUE]
    clock.advance(DAY)
    await asyncio.gather(*(each() for each in several))
    assert work.runs == [DUE, DUE + DAY]


async def test_of_missed_runs_the_latest_is_made_up_for(
    workers: Workers, work: Recorded, clock: FixedClock
) -> None:
    run_jobs = workers.new(work)
    await run_jobs()
    clock.advance(5 * DAY + timedelta(hours=3))
    await run_jobs()
    assert work.runs == [DUE, DUE + 5 * DAY]


async def test_a_run_that_failed_is_tried_again_after_a_while(
    workers: Workers, work: Recorded, clock: FixedClock
) -> None:
    work.failures = [RuntimeError("boom")]
    run_jobs = workers.new(work)
    with pytest.raises(ExceptionGroup) as failed:
        await run_jobs()
    assert failed.value.subgroup(RuntimeError) is not None
    clock.advance(RETRY - timedelta(milliseconds=1))
    await run_jobs()
    assert work.runs == [DUE]
    clock.advance(timedelta(milliseconds=1))
    await run_jobs()
    await run_jobs()
    assert work.runs == [DUE, DUE]


async def test_a_job_that_fails_does_not_keep_the_others_from_running(
    workers: Workers, work: Recorded
) -> None:
    broken, away = Recorded(), Recorded()
    broken.failures, away.failures = [RuntimeError("boom")], [Unavailable(part="smtp")]
    with pytest.raises(ExceptionGroup) as failed:
        await workers.new(broken, away, work)()
    assert [type(each) for each in failed.value.exceptions] == [RuntimeError, Unavailable]
    assert work.runs == [DUE]


async def test_a_part_that_is_away_is_told_as_such(workers: Workers, work: Recorded) -> None:
    work.failures = [Unavailable(part="smtp")]
    with pytest.raises(Unavailable):
        await workers.new(work)()


async def test_a_run_whose_worker_was_killed_is_taken_over_when_its_lease_is_over(
    workers: Workers, work: Recorded, clock: FixedClock
) -> None:
    hanging = Hanging()
    killed = asyncio.create_task(workers.new(hanging)())
    await hanging.started.wait()
    killed.cancel()
    await asyncio.wait([killed])
    other = workers.new(work)
    clock.advance(LEASE - timedelta(milliseconds=1))
    await other()
    assert work.runs == []
    clock.advance(timedelta(milliseconds=1))
    await other()
    assert work.runs == [DUE]


async def test_a_run_is_cut_off_while_its_lease_lasts(workers: Workers) -> None:
    with pytest.raises(ExceptionGroup) as failed:
        await workers.new(Hanging(), lease=timedelta(milliseconds=20))()
    assert failed.value.subgroup(TimeoutError) is not None

"""Work that is repeated for as long as the application runs: jobs."""

import asyncio
from datetime import datetime

from sorbo_adapters.memory.delivery.jobs import MemoryJobs
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.delivery.schedule import Daily, ScheduledJob, Work
from sorbo_core.delivery.use_cases.run_jobs import RunJobs
from sorbo_web.wiring.background.repeating import repeating
from support.build import NOW

_DEADLINE = 5


class _Noticed(Work):
    """Work that tells when it is done."""

    def __init__(self) -> None:
        self.done_for: asyncio.Queue[datetime] = asyncio.Queue()

    async def __call__(self, *, due: datetime) -> None:
        await self.done_for.put(due)


async def test_a_job_that_is_due_runs_while_the_application_does_and_no_longer() -> None:
    work = _Noticed()
    job = ScheduledJob(name="job", schedule=Daily(7), work=work)
    run_jobs = RunJobs(jobs=[job], store=MemoryJobs(), clock=FixedClock(NOW), ids=SequentialIds())
    async with repeating(run_jobs, name="scheduler", interval=0.001), asyncio.timeout(_DEADLINE):
        assert await work.done_for.get() == NOW.replace(hour=7, minute=0, second=0, microsecond=0)
        assert "scheduler" in {task.get_name() for task in asyncio.all_tasks()}
    assert "scheduler" not in {task.get_name() for task in asyncio.all_tasks()}

"""Run jobs that are due."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from sorbo_core.delivery.ports import Jobs, Turn
from sorbo_core.delivery.schedule import ScheduledJob
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Clock, Ids


class RunJobs:
    """Run each job whose time has come, once over all processes that share the store.

    A run that died with its process is taken over when its lease is over; one that fails is tried
    again after a while, until it succeeds or the next one is due. Of runs that were missed, only
    the latest is made up for. A run takes at most half of its lease, so that it ends before
    another process may start. What jobs raise comes as one ExceptionGroup, after all have had
    their turn.

    Raises:
        Unavailable: a part is away; nothing else went wrong.
    """

    def __init__(
        self,
        *,
        jobs: Sequence[ScheduledJob],
        store: Jobs,
        clock: Clock,
        ids: Ids,
        lease: timedelta = timedelta(minutes=4),
        retry_after: timedelta = timedelta(seconds=30),
    ) -> None:
        self._jobs = jobs
        self._store = store
        self._clock = clock
        self._ids = ids
        self._lease = lease
        self._retry_after = retry_after
        self._done: dict[str, datetime] = {}

    async def __call__(self) -> None:
        failures: list[Exception] = []
        for job in self._jobs:
            due = job.schedule.last_due(self._clock.now())
            # Who knows that it is done need not ask again before the next one is due.
            if self._done.get(job.name) == due:
                continue
            try:
                await self._run(job, due)
            except Exception as error:  # noqa: BLE001 — whatever a job raises, the others have their turn
                failures.append(error)
        if any(not isinstance(each, Unavailable) for each in failures):
            raise ExceptionGroup("jobs failed", failures)
        if failures:
            raise failures[0]

    async def _run(self, job: ScheduledJob, due: datetime) -> None:
        token, now = self._ids.new(), self._clock.now()
        turn = await self._store.take(job.name, due=due, now=now, lease=self._lease, token=token)
        if turn is Turn.BUSY:
            return
        if turn is Turn.TAKEN:
            try:
                async with asyncio.timeout(self._lease.total_seconds() / 2):
                    await job.work(due=due)
            except Exception:
                until = self._clock.now() + self._retry_after
                await self._store.postpone(job.name, until=until, token=token)
                raise
            await self._store.finish(job.name, due=due, token=token)
        self._done[job.name] = due

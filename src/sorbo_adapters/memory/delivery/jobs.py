"""Runs of jobs on a schedule, in memory."""

from datetime import datetime, timedelta

import msgspec

from sorbo_core.delivery.ports import Jobs, Turn


class _Run(msgspec.Struct, kw_only=True):
    """What is known of one job: its latest finished run, and who holds the present one until when."""

    done: datetime | None = None
    token: str
    until: datetime


class MemoryJobs(Jobs):
    """Runs of jobs in memory."""

    def __init__(self) -> None:
        self._runs: dict[str, _Run] = {}

    async def take(self, job: str, *, due: datetime, now: datetime, lease: timedelta, token: str) -> Turn:
        run = self._runs.setdefault(job, _Run(token=token, until=now))
        if run.done is not None and run.done >= due:
            return Turn.DONE
        if run.until > now:
            return Turn.BUSY
        run.token, run.until = token, now + lease
        return Turn.TAKEN

    async def finish(self, job: str, *, due: datetime, token: str) -> None:
        run = self._runs.get(job)
        if run is not None and run.token == token:
            run.done, run.until = due, due

    async def postpone(self, job: str, *, until: datetime, token: str) -> None:
        run = self._runs.get(job)
        if run is not None and run.token == token:
            run.until = until

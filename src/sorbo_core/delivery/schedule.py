"""Jobs that run at an hour of every day."""

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import Protocol

import msgspec


class Work(Protocol):
    """What a job does. It may be called more than once with the same instant."""

    @abstractmethod
    async def __call__(self, *, due: datetime) -> None:
        """Do what was due then.

        Raises:
            Exception: whatever keeps it from being done; it is called again later.
        """


class Daily(msgspec.Struct, frozen=True):
    """Every day at this hour, UTC."""

    hour: int

    def last_due(self, now: datetime) -> datetime:
        """Return the latest instant that is not after now at which this was due."""
        today = now.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return today if today <= now else today - timedelta(days=1)


class ScheduledJob(msgspec.Struct, frozen=True, kw_only=True):
    """Work on a schedule. The name, once used, keeps its meaning: it is stored."""

    name: str
    schedule: Daily
    work: Work

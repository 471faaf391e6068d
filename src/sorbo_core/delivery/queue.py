"""The queue: work that any worker may take."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Protocol

import msgspec


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Work for some worker.

    Attributes:
        name: which handler does it. Once used, it keeps its meaning: tasks outlive releases.
        args: ids and the like; what is known of them is read where it is kept.
    """

    name: str
    args: tuple[str, ...] = ()


class TaskHandler(Protocol):
    """Does the tasks of one name."""

    @abstractmethod
    async def __call__(self, *args: str) -> object:
        """Do the task, and take care of whatever goes wrong: the queue has nobody to tell."""


class Queue(Protocol):
    """Hands tasks to workers, each to one of them, and on to another when that one dies.

    It may lose whatever it holds, hand a task out twice, and in any order. What must happen is
    therefore written down elsewhere, by whoever puts the task, and put again until it has happened.
    """

    @abstractmethod
    async def put(self, task: Task) -> None:
        """Hand a task to whichever worker is free next.

        Raises:
            Unavailable: the queue cannot be reached; the task may have been put all the same.
        """

    @abstractmethod
    async def depth(self) -> int:
        """Return how many tasks wait or are under way.

        Raises:
            Unavailable: the queue cannot be reached.
        """

    @abstractmethod
    async def work(self, handlers: Mapping[str, TaskHandler]) -> None:
        """Take tasks and do them, several at a time, until cancelled; what is under way is finished.

        A task is over when its handler returns, and is not put back. While the queue
        cannot be reached this waits, and goes on when it is back. Tasks of other names are dropped.
        """

    @abstractmethod
    async def close(self) -> None:
        """Close its connections."""

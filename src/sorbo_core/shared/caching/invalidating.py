"""What a change puts out of date is forgotten with it."""

from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

from sorbo_core.shared.caching.tags import one
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import UnitOfWork

E = TypeVar("E", bound=Entity)
T = TypeVar("T")

_TOGETHER: ContextVar[set[str] | None] = ContextVar("invalidated_together", default=None)
"""What the unit of work here will make out of date."""


class Invalidates(Protocol):
    """Forgets answers, in this process and in all others."""

    async def invalidate(self, tags: Collection[str]) -> None:
        """Forget what is made from any of these.

        Raises:
            Unavailable: the others cannot be told now. Here it is done.
        """


class Invalidating:
    """A repository, any at all, whose writes make what is made from their entities forgotten.

    Who writes sees it at once. Should the other processes not hear of it now, `ForgetAnswers` tells
    them: the events are stored.

    Args:
        repository: does all the work.
        noun: of its entities, in the singular: what the types of their events begin with.
        answers: what is forgotten.
    """

    def __init__(self, repository: Any, *, noun: str, answers: Invalidates) -> None:  # noqa: ANN401 — of any noun
        self._repository = repository
        self._noun = noun
        self._answers = answers

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever else the repository has
        return getattr(self._repository, name)

    async def add(self, entity: E, /) -> E:
        """Add, and forget."""
        stored: E = await self._repository.add(entity)
        await self._forget(entity.id)
        return stored

    async def update(self, id: str, change: Callable[[E], E]) -> E:
        """Update, and forget."""
        stored: E = await self._repository.update(id, change)
        await self._forget(id)
        return stored

    async def remove(self, id: str, change: Callable[[E], E]) -> None:
        """Remove, and forget."""
        await self._repository.remove(id, change)
        await self._forget(id)

    async def discard(self, id: str, *, version: int | None = None) -> None:
        """Discard, and forget."""
        await self._repository.discard(id, version=version)
        await self._forget(id)

    async def _forget(self, id: str) -> None:
        tags = (self._noun, one(self._noun, id))
        later = _TOGETHER.get()
        if later is not None:
            later.update(tags)
        else:
            await _forget(self._answers, tags)


class InvalidatingTogether(UnitOfWork):
    """A unit of work whose writes are forgotten once they are kept: before, nobody sees them.

    Args:
        unit_of_work: does all the work.
        answers: what is forgotten.
    """

    def __init__(self, unit_of_work: UnitOfWork, *, answers: Invalidates) -> None:
        self._unit_of_work = unit_of_work
        self._answers = answers

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run the work, and forget."""
        tags: set[str] = set()
        outside = _TOGETHER.set(tags)
        try:
            result = await self._unit_of_work.run(work)
        finally:
            _TOGETHER.reset(outside)
        await _forget(self._answers, tags)
        return result


async def _forget(answers: Invalidates, tags: Collection[str]) -> None:
    # Who cannot be told now is told of the stored events.
    with suppress(Unavailable):
        await answers.invalidate(tags)

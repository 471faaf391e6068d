"""What a change puts out of date is forgotten with it."""

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from sorbo_core.shared.caching.tags import of_events
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.events import Event

E = TypeVar("E", bound=Entity)


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
        answers: what is forgotten.
    """

    def __init__(self, repository: Any, *, answers: Invalidates) -> None:  # noqa: ANN401 — of any noun
        self._repository = repository
        self._answers = answers

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever else the repository has
        return getattr(self._repository, name)

    async def add(self, entity: E, /) -> E:
        """Add, and forget."""
        stored: E = await self._repository.add(entity)
        await self._forget(entity.events)
        return stored

    async def update(self, id: str, change: Callable[[E], E]) -> E:
        """Update, and forget."""
        events: tuple[Event, ...] = ()

        def noting(current: E) -> E:
            nonlocal events
            changed = change(current)
            events = changed.events
            return changed

        stored: E = await self._repository.update(id, noting)
        await self._forget(events)
        return stored

    async def _forget(self, events: tuple[Event, ...]) -> None:
        if events:
            with suppress(Unavailable):
                await self._answers.invalidate(of_events(events))
